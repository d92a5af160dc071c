import { expect } from "chai";
import { taskIdOf, type CaseId } from "../../../src/domain/ids.ts";
import type { Refusal } from "../../../src/domain/outcome.ts";
import { noticesFor } from "../../../src/messages/notify.ts";
import { FOOT, PRESS, closingOf, contextOf, summary, textTo } from "../../support/build-notice.ts";
import { builtCardId, staff } from "../../support/build.ts";

describe("a press that is refused", () => {
  it("is answered in words, and the card comes back naming what to choose", () => {
    const notices = noticesFor(
      {
        kind: "press-refused",
        refusal: { code: "reason-needed" },
        by: staff("liuyang"),
        cardId: PRESS.cardId,
      },
      contextOf({ press: PRESS }),
    );
    expect(summary(notices)).eql(["update-card liuyang by press", "send-text liuyang"]);
    expect(notices.map(({ lane }) => lane)).eql(["decision", "decision"]);
    expect(closingOf(notices[0])).equal(undefined);
    const words =
      "退回须说明理由：请先在“意见”中选择退回理由（如“电源点不合理”“资料不全”），再点“退回”。";
    expect(textTo(notices, "liuyang")).equal(
      `${words}\nBZ-2026-000123 方案 v1 内蒙古牧名食品有限公司\n${FOOT}`,
    );
    const [first] = notices;
    const card = first?.message.kind === "update-card" ? first.message.card : undefined;
    expect(card?.card_type === "button_interaction" ? card.sub_title_text : "").match(
      /^退回须说明理由：请先在“意见”中选择退回理由/,
    );
  });

  it("by somebody whose task it is not is answered without a word about the case", () => {
    const refused = (refusal: Refusal) =>
      textTo(
        noticesFor(
          { kind: "press-refused", refusal, by: staff("huangmin"), cardId: PRESS.cardId },
          contextOf(),
        ),
        "huangmin",
      );
    const foot = "\n（截至 11月23日 15:10:07）";
    expect(refused({ code: "not-your-task" })).equal(`此项不由您处理，未作任何处理。${foot}`);
    expect(refused({ code: "not-your-task", holder: staff("liuyang") })).equal(
      `此项由 刘洋 处理${foot}`,
    );
  });

  it("on an unknown card is answered by a text alone", () => {
    const refusal = { code: "not-found" as const };
    const notices = noticesFor(
      {
        kind: "press-refused",
        refusal,
        by: staff("liuyang"),
        cardId: builtCardId(taskIdOf(1 as CaseId, 9), 1),
      },
      contextOf(),
    );
    expect(summary(notices)).eql(["send-text liuyang"]);
    expect(textTo(notices, "liuyang")).equal(
      "未找到这张卡片对应的事项，请联系管理员\n（截至 11月23日 15:10:07）",
    );
  });
});
