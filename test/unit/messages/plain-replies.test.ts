import { expect } from "chai";
import type { UnclearReason } from "../../../src/domain/asking/text-command.ts";
import {
  helpReply,
  notFoundReply,
  strangerReply,
  unclearReply,
  unsupportedReply,
  welcomeReply,
} from "../../../src/messages/plain-replies.ts";
import { november } from "../../support/build.ts";

const now = november(23, "15:10:07");
const SUGGESTIONS =
  "· 发送工单编号或客户名称（如 BZ-2026-000123），查办理进度\n" +
  "· 发送“待办”，看等您审批的事项\n" +
  "· 发送“我提交的”，看您提交的审批到了哪一步\n" +
  "（截至 11月23日 15:10:07）";

describe("answers that need no look-up", () => {
  it("help says what can be sent, with the asker's own cases as examples", () => {
    expect(helpReply(["BZ-2026-000007", "BZ-2026-000008"], now)).equal(
      "我可以帮您查报装工单和审批进度。请直接发送：\n" +
        "· 工单编号或客户名称，如 BZ-2026-000007、BZ-2026-000008\n" +
        "· 待办：等您审批的事项\n" +
        "· 我提交的：您提交的审批到了哪一步\n" +
        "· 超期：已超过时限的审批\n" +
        "同意、退回请在审批卡片上点按钮，发送文字不能办理审批。\n" +
        "（截至 11月23日 15:10:07）",
    );
    expect(helpReply([], now)).include("如 BZ-2026-000123\n");
  });

  const unclear: Record<UnclearReason, string> = {
    "too-long": "内容太长，没能查询；请只发工单编号或客户名称。您可以：",
    "no-words": "没有看懂您的消息。您可以：",
    "nothing-to-look-for": "没有看出要查哪一件。您可以：",
    "unknown-command": "没有这个命令。您可以：",
    courtesy: "您好，我可以帮您查工单和审批进度。您可以：",
    "hidden-direction": "消息中含有不可见的排版字符，为免查错，没有查询；请手工输入编号。您可以：",
  };
  for (const [reason, words] of Object.entries(unclear)) {
    it(`not understood (${reason}) says why and suggests three things`, () => {
      expect(unclearReply(reason as UnclearReason, { now })).equal(`${words}\n${SUGGESTIONS}`);
    });
  }

  it("nothing found and not allowed are the same words, and echo no markup", () => {
    expect(notFoundReply('<a href="x">牧名</a>', { now })).equal(
      '没有找到“＜a href="x"＞牧名＜/a＞”，或您无权查看。请核对编号或名称。您可以：\n' +
        SUGGESTIONS,
    );
  });

  it("suggest with up to two of the asker's own cases, so that trying works", () => {
    const examples = ["BZ-2026-000007", "BZ-2026-000008", "BZ-2026-000009"];
    const line = "· 发送工单编号或客户名称（如 BZ-2026-000007、BZ-2026-000008），查办理进度\n";
    expect(notFoundReply("牧名", { now, examples })).include(line);
    expect(unclearReply("no-words", { now, examples })).include(line);
    expect(unclearReply("no-words", { now, examples: [] })).include("（如 BZ-2026-000123）");
  });

  it("stay within 2048 bytes, suggestions and all, for the longest question", () => {
    const text = notFoundReply("𠮷".repeat(100), {
      now,
      examples: ["X".repeat(32), "Y".repeat(32)],
    });
    expect(Buffer.byteLength(text)).lessThanOrEqual(2048);
    expect(text).include("我提交的");
  });

  it("name the kind of message that cannot be read", () => {
    expect(unsupportedReply("image", now)).match(/^暂时无法识别图片，请用文字发送。/);
    expect(unsupportedReply("voice", now)).match(/^暂时无法识别语音，请用文字发送。/);
    expect(unsupportedReply("constructor", now)).match(/^暂时无法识别这类消息，请用文字发送。/);
  });

  it("tell a stranger nothing but whom to ask", () => {
    expect(strangerReply(now)).equal(
      "您不在本系统的人员名单中，无法查询；如有需要，请联系管理员。\n（截至 11月23日 15:10:07）",
    );
  });

  it("welcome says what to send", () => {
    expect(welcomeReply(now)).equal(`您好，这里是供电方案审批助手。\n${SUGGESTIONS}`);
  });
});
