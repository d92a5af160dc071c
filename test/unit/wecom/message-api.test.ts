import { expect } from "chai";
import { connectedForEach } from "./connect-client.ts";
import { failureOf } from "./failure.ts";

const SEND = "/cgi-bin/message/send";
const UPDATE = "/cgi-bin/message/update_template_card";
const card = {
  card_type: "button_interaction",
  main_title: { title: "CASE-2026-0001 待审批" },
  button_list: [{ text: "同意", key: "approve" }],
} as const;
const sent = { errcode: 0, errmsg: "ok", invaliduser: "", msgid: "m1", response_code: "RC1" };

describe("wecom/message-api", () => {
  const { server, client } = connectedForEach();

  const sayHello = () => client.sendText({ to: "staff02", content: "hello" });

  it("sends a card under its id and returns the update code", async () => {
    server.answer(SEND, sent);
    expect(await client.sendCard({ to: "manager01", cardId: "c@1", card })).to.deep.equal({
      responseCode: "RC1",
    });
    expect(server.bodiesOf(SEND)).to.deep.equal([
      {
        touser: "manager01",
        agentid: 1_000_002,
        enable_duplicate_check: 1,
        duplicate_check_interval: 14_400,
        msgtype: "template_card",
        template_card: { ...card, task_id: "c@1" },
      },
    ]);
  });

  it("says so when a card came without an update code", async () => {
    for (const response_code of [undefined, "", 7]) {
      server.answer(SEND, { ...sent, response_code });
      expect(await client.sendCard({ to: "manager01", cardId: "c@1", card })).to.deep.equal({
        responseCode: undefined,
      });
    }
  });

  it("sends text and markdown", async () => {
    await client.sendText({ to: "staff02", content: "你好" });
    await client.sendMarkdown({ to: "staff02", content: "**你好**" });
    const base = {
      touser: "staff02",
      agentid: 1_000_002,
      enable_duplicate_check: 1,
      duplicate_check_interval: 14_400,
    };
    expect(server.bodiesOf(SEND)).to.deep.equal([
      { ...base, msgtype: "text", text: { content: "你好" } },
      { ...base, msgtype: "markdown", markdown: { content: "**你好**" } },
    ]);
  });

  it("updates a card for its one receiver, without the id", async () => {
    await client.updateCard({
      to: "manager01",
      responseCode: "RC1",
      card: { ...card, task_id: "c@1", replace_text: "已同意" },
    });
    expect(server.bodiesOf(UPDATE)).to.deep.equal([
      {
        userids: ["manager01"],
        agentid: 1_000_002,
        response_code: "RC1",
        template_card: { ...card, replace_text: "已同意" },
      },
    ]);
  });

  it("knows a spent code", async () => {
    server.answer(UPDATE, { errcode: 60140, errmsg: "invalid response_code" });
    const failure = await failureOf(
      client.updateCard({ to: "manager01", responseCode: "RC1", card }),
    );
    expect(failure).to.include({ reaction: "stale", outcome: "not-delivered" });
  });

  it("takes a success that names the receiver among the missed for undeliverable", async () => {
    for (const missed of [{ invaliduser: "staff02" }, { unlicenseduser: "staff02" }]) {
      server.answer(SEND, { ...sent, ...missed });
      expect(await failureOf(sayHello())).to.include({
        errcode: 81013,
        reaction: "undeliverable",
      });
    }
    server.answer(UPDATE, { errcode: 0, errmsg: "ok", invaliduser: ["manager01"] });
    const failure = await failureOf(
      client.updateCard({ to: "manager01", responseCode: "RC1", card }),
    );
    expect(failure).to.include({ errcode: 82102, reaction: "undeliverable" });
  });

  it("never lets one id become several receivers", async () => {
    for (const to of ["@all", "a|b", ""]) {
      expect((await failureOf(client.sendText({ to, content: "x" }))).reaction, to).to.equal(
        "undeliverable",
      );
      expect(
        (await failureOf(client.updateCard({ to, responseCode: "R", card }))).reaction,
        to,
      ).to.equal("undeliverable");
    }
    expect(server.seen).to.deep.equal([]);
  });
});
