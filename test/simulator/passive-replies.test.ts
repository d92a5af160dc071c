import { expect } from "chai";
import type { Json } from "./support/bureau.ts";
import { bureauForEach, cardMessage, cardOf } from "./support/bureau.ts";
import { CORP_ID, sealReply } from "./support/receiver.ts";

describe("simulator, rule 6: passive replies", () => {
  const bureau = bureauForEach();

  const say = () => bureau.control("say", { userid: "lisi", content: "查 CASE-0001" });
  const replyTo = (userid: string, content: string) =>
    `<xml><ToUserName><![CDATA[${userid}]]></ToUserName><FromUserName><![CDATA[${CORP_ID}]]></FromUserName><CreateTime>1</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${content}]]></Content></xml>`;

  it("are shown in the chat when every check passes", async () => {
    bureau.receiver.answer = () => ({ body: sealReply(replyTo("lisi", "剩 2 天")) });
    const { push } = await say();
    expect(push.passive).to.include({ shown: true, msgtype: "text" });
    const lisi = (await bureau.state())["people"][1];
    expect(lisi.chats[0].entries.map((each: Json) => each["content"].content)).to.deep.equal([
      "查 CASE-0001",
      "剩 2 天",
    ]);
  });

  const SILENT: readonly [what: string, problem: string, body: () => string][] = [
    ["the word success", "element Encrypt missing", () => "success"],
    [
      "a misspelled TimeStamp",
      "element TimeStamp missing",
      () => sealReply(replyTo("lisi", "x"), { timeStampTag: "Timestamp" }),
    ],
    [
      "a reply to somebody else",
      "ToUserName is not the member",
      () => sealReply(replyTo("wangwu", "x")),
    ],
    [
      "a reply in another enterprise's name",
      "FromUserName is not the corpid",
      () => sealReply(replyTo("lisi", "x").replace(CORP_ID, "wwother")),
    ],
    [
      "another receiver's id",
      "receiveid is not the corpid",
      () => sealReply(replyTo("lisi", "x"), { receiveId: "wwother" }),
    ],
    [
      "padding bytes that are not their count",
      "cannot be decrypted: padding is not PKCS#7 with blocks of 32",
      () => sealReply(replyTo("lisi", "x"), { padValue: 33 }),
    ],
    [
      "a wrong signature",
      "signature wrong",
      () => sealReply(replyTo("lisi", "x")).replace("replynonce", "othernonce"),
    ],
    [
      "a text of 2049 bytes",
      "Content is longer than 2048 bytes",
      () => sealReply(replyTo("lisi", "x".repeat(2049))),
    ],
  ];
  for (const [what, problem, body] of SILENT) {
    it(`are silently not shown: ${what}`, async () => {
      bureau.receiver.answer = () => ({ body: body() });
      const { push } = await say();
      expect(push.status).to.equal("delivered");
      expect(push.passive.shown).to.equal(false);
      expect(push.passive.problems).to.include(problem);
    });
  }

  describe("to a press", () => {
    const head = `<ToUserName><![CDATA[ZhangGong]]></ToUserName><FromUserName><![CDATA[${CORP_ID}]]></FromUserName><CreateTime>1</CreateTime>`;
    const greyButton = `<xml>${head}<MsgType><![CDATA[update_button]]></MsgType><Button><ReplaceName><![CDATA[已同意]]></ReplaceName></Button></xml>`;
    const newCard = (action: string) =>
      `<xml>${head}<MsgType><![CDATA[update_template_card]]></MsgType><TemplateCard><CardType><![CDATA[text_notice]]></CardType><Source><Desc><![CDATA[审批]]></Desc><DescColor>3</DescColor></Source><MainTitle><Title><![CDATA[已批准]]></Title></MainTitle><HorizontalContentList><KeyName><![CDATA[结果]]></KeyName><Value><![CDATA[同意]]></Value></HorizontalContentList><HorizontalContentList><KeyName><![CDATA[审批人]]></KeyName><Value><![CDATA[张工]]></Value></HorizontalContentList>${action}</TemplateCard></xml>`;
    const action =
      "<CardAction><Type>1</Type><Url><![CDATA[https://app.example.cn/1]]></Url></CardAction>";

    const pressWith = async (reply: string) => {
      bureau.receiver.answer = () => ({ body: sealReply(reply) });
      await bureau.send(cardMessage());
      const touch = { userid: "ZhangGong", taskId: "case-0001@s1@1", key: "approve" };
      return (await bureau.control("press", touch))["push"].passive;
    };

    it("change nothing, as the real server may do, unless switched on", async () => {
      expect(await pressWith(greyButton)).to.include({ shown: false });
      expect(await cardOf(bureau, "ZhangGong")).to.include({ live: true });
    });

    it("grey the clicker's buttons (update_button) when switched on", async () => {
      await bureau.control("behaviour", { passiveCardReplies: true });
      expect(await pressWith(greyButton)).to.include({ shown: true });
      expect(await cardOf(bureau, "ZhangGong")).to.include({ live: false, greyedAs: "已同意" });
    });

    it("replace the clicker's card (update_template_card) when switched on", async () => {
      await bureau.control("behaviour", { passiveCardReplies: true });
      expect(await pressWith(newCard(action))).to.include({ shown: true });
      expect((await cardOf(bureau, "ZhangGong"))["shown"]).to.deep.equal({
        card_type: "text_notice",
        source: { desc: "审批", desc_color: 3 },
        main_title: { title: "已批准" },
        horizontal_content_list: [
          { keyname: "结果", value: "同意" },
          { keyname: "审批人", value: "张工" },
        ],
        card_action: { type: 1, url: "https://app.example.cn/1" },
      });
    });

    it("are checked like the API's cards", async () => {
      await bureau.control("behaviour", { passiveCardReplies: true });
      const passive = await pressWith(newCard(""));
      expect(passive).to.deep.include({ shown: false, problems: ["card_action missing"] });
    });
  });
});
