import { expect } from "chai";
import { connectedForEach, connectTo } from "./connect-client.ts";
import { failureOf } from "./failure.ts";

describe("wecom/group-api", () => {
  const { server, client } = connectedForEach();

  it("makes, reads and addresses a group chat", async () => {
    const chat = { name: "工程协调", owner: "manager01", userIds: ["manager01", "staff02"] };
    server.answer("/cgi-bin/appchat/create", { errcode: 0, errmsg: "ok", chatid: "C1" });
    expect(await client.createGroupChat({ ...chat, chatId: "C1" })).to.equal("C1");
    expect(await client.createGroupChat(chat)).to.equal("C1");
    const base = { name: "工程协调", owner: "manager01", userlist: ["manager01", "staff02"] };
    expect(server.bodiesOf("/cgi-bin/appchat/create")).to.deep.equal([
      { ...base, chatid: "C1" },
      base,
    ]);

    const info = { ...base, chatid: "C1", userlist: ["manager01", "staff02", 7] };
    server.answer("/cgi-bin/appchat/get", { errcode: 0, errmsg: "ok", chat_info: info });
    expect(await client.getGroupChat("C1")).to.deep.equal({ ...chat, chatId: "C1" });
    expect(server.seen.at(-1)?.query).to.include({ chatid: "C1" });

    await client.sendToGroupChat({ chatId: "C1", content: "超期", mention: ["staff02"] });
    expect(server.bodiesOf("/cgi-bin/appchat/send")).to.deep.equal([
      { chatid: "C1", msgtype: "text", text: { content: "超期", mentioned_list: ["staff02"] } },
    ]);
  });

  it("posts markdown to the robot, mentions appended, with the key and without a token", async () => {
    await client.sendToWebhook({ content: "**超期**", mention: ["staff02", "manager01"] });
    await client.sendToWebhook({ content: "**超期**", mention: [] });
    expect(server.seen.map(({ query }) => query)).to.deep.equal([{ key: "KEY" }, { key: "KEY" }]);
    expect(server.bodiesOf("/cgi-bin/webhook/send")).to.deep.equal([
      { msgtype: "markdown", markdown: { content: "**超期**\n<@staff02> <@manager01>" } },
      { msgtype: "markdown", markdown: { content: "**超期**" } },
    ]);
  });

  it("keeps the robot's key out of errors, and waits at 45009", async () => {
    server.answer("/cgi-bin/webhook/send", { errcode: 45009, errmsg: "freq key=KEY" });
    const failure = await failureOf(client.sendToWebhook({ content: "x", mention: [] }));
    expect(failure.reaction).to.equal("rate-wait");
    expect(failure.message).to.not.contain("KEY");
  });

  it("says so when no robot is configured", async () => {
    const bare = connectTo(server);
    expect((await failureOf(bare.sendToWebhook({ content: "x", mention: [] }))).reaction).to.equal(
      "stop-app",
    );
    await bare.close();
  });
});
