import { expect } from "chai";
import type { Bureau, Json } from "./support/bureau.ts";
import { approvalCard, cardMessage, notice, openBureau } from "./support/bureau.ts";

const url = "https://app.example.cn/";
const option = (id: string, text = "选项") => ({ id, text });
const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index));
const button = (index: number) => ({ text: `钮${index}`, key: `k${index}` });

const news = (change: Json = {}): Json => ({
  card_type: "news_notice",
  main_title: { title: "图文" },
  card_image: { url: `${url}a.png`, aspect_ratio: 1.3 },
  card_action: { type: 1, url },
  ...change,
});
const vote = (change: Json = {}): Json => ({
  card_type: "vote_interaction",
  main_title: { title: "投票" },
  task_id: "vote-1",
  checkbox: { question_key: "q", mode: 0, option_list: [option("a"), option("b")] },
  submit_button: { text: "提交", key: "submit" },
  ...change,
});
const multiple = (change: Json = {}): Json => ({
  card_type: "multiple_interaction",
  main_title: { title: "分配" },
  task_id: "multi-1",
  select_list: [{ question_key: "team", title: "班组", option_list: [option("t1")] }],
  submit_button: { text: "提交", key: "submit" },
  ...change,
});

const WRONG_CARDS: readonly [rule: string, errcode: number, card: Json][] = [
  ["an unknown card_type", 42031, approvalCard({ card_type: "button" })],
  ["a card with buttons and no task_id", 42014, approvalCard({ task_id: undefined })],
  ["a task_id with a blank", 42014, approvalCard({ task_id: "case 1" })],
  ["a task_id of 129 bytes", 42014, approvalCard({ task_id: "a".repeat(129) })],
  ["no title", 42033, approvalCard({ main_title: {} })],
  ["a notice with neither title nor sub-title", 42033, notice({ main_title: {} })],
  ["a notice without card_action", 42045, notice({ card_action: undefined })],
  ["a notice whose card_action has type 0", 42045, notice({ card_action: { type: 0 } })],
  ["a notice whose card_action has no url", 42045, notice({ card_action: { type: 1 } })],
  ["a mini-program action without appid", 42030, notice({ card_action: { type: 2 } })],
  ["desc_color 4", 40058, approvalCard({ source: { desc_color: 4 } })],
  ["a quote of type 1 without url", 42028, approvalCard({ quote_area: { type: 1 } })],
  [
    "seven rows",
    42035,
    approvalCard({ horizontal_content_list: times(7, () => ({ keyname: "名" })) }),
  ],
  ["a row without keyname", 42027, approvalCard({ horizontal_content_list: [{ value: "x" }] })],
  ["a link row without url", 42028, rows({ keyname: "名", type: 1 })],
  ["an attachment row without media_id", 42029, rows({ keyname: "名", type: 2 })],
  ["a member row without userid", 42050, rows({ keyname: "名", type: 3 })],
  ["four jumps", 42042, notice({ jump_list: times(4, () => ({ title: "跳" })) })],
  ["a jump without title", 42033, notice({ jump_list: [{ type: 0 }] })],
  ["a jump to nowhere", 42028, notice({ jump_list: [{ type: 1, title: "跳" }] })],
  ["jumps on a card with buttons", 40058, approvalCard({ jump_list: [{ title: "跳" }] })],
  ["no buttons", 40063, approvalCard({ button_list: [] })],
  ["seven buttons", 40058, approvalCard({ button_list: times(7, button) })],
  ["a button without text", 42038, approvalCard({ button_list: [{ key: "k" }] })],
  ["a button without key", 42019, approvalCard({ button_list: [{ text: "同意" }] })],
  ["a key of 1025 bytes", 42039, buttons({ text: "同意", key: "k".repeat(1025) })],
  [
    "two buttons with one key",
    42018,
    buttons({ text: "同意", key: "k" }, { text: "退", key: "k" }),
  ],
  ["a link button without url", 42028, buttons({ type: 1, text: "看" })],
  ["style 5", 40058, buttons({ text: "同意", key: "k", style: 5 })],
  ["a selection without question_key", 42043, selection({ option_list: [option("a")] })],
  ["a selection of no options", 42037, selection({ question_key: "q", option_list: [] })],
  [
    "a selection of eleven options",
    42037,
    selection({ question_key: "q", option_list: times(11, (index) => option(`o${index}`)) }),
  ],
  [
    "two options with one id",
    42040,
    selection({ question_key: "q", option_list: [option("a"), option("a")] }),
  ],
  ["an option without text", 42041, selection({ question_key: "q", option_list: [{ id: "a" }] })],
  [
    "a selected_id that is no option",
    42040,
    selection({ question_key: "q", option_list: [option("a")], selected_id: "z" }),
  ],
  ["replace_text in a new card", 40058, approvalCard({ replace_text: "已同意" })],
  ["a menu of four entries", 40058, menu(times(4, button))],
  ["a menu with one key twice", 42051, menu([button(1), button(1)])],
  ["a menu entry without text", 42020, menu([{ key: "k" }])],
  ["a menu without task_id", 42014, notice({ action_menu: { action_list: [button(1)] } })],
  ["news without picture", 42044, news({ card_image: undefined })],
  ["news with a picture without url", 42044, news({ card_image: {} })],
  ["a picture three times as wide as high", 40058, news({ card_image: { url, aspect_ratio: 3 } })],
  ["five paragraphs", 42036, news({ vertical_content_list: times(5, () => ({ title: "段" })) })],
  ["a vote without checkbox", 42043, vote({ checkbox: undefined })],
  [
    "a vote of 21 options",
    42037,
    vote({ checkbox: { question_key: "q", option_list: times(21, (n) => option(`o${n}`)) } }),
  ],
  [
    "a single vote with two ticks",
    40058,
    vote({
      checkbox: {
        question_key: "q",
        option_list: [
          { ...option("a"), is_checked: true },
          { ...option("b"), is_checked: true },
        ],
      },
    }),
  ],
  ["a vote without submit key", 42046, vote({ submit_button: { text: "提交" } })],
  ["an empty submit text", 42049, vote({ submit_button: { text: "", key: "k" } })],
  ["no selects", 42047, multiple({ select_list: [] })],
  [
    "two selects with one key",
    42043,
    multiple({
      select_list: times(2, () => ({ question_key: "q", option_list: [option("a")] })),
    }),
  ],
];

function rows(...list: Json[]): Json {
  return approvalCard({ horizontal_content_list: list });
}
function buttons(...list: Json[]): Json {
  return approvalCard({ button_list: list });
}
function selection(block: Json): Json {
  return approvalCard({ button_selection: block });
}
function menu(list: Json[]): Json {
  return notice({ task_id: "menu-1", action_menu: { desc: "更多", action_list: list } });
}

describe("simulator, rule 3: template cards", () => {
  let bureau: Bureau;
  before(async () => {
    bureau = await openBureau();
  });
  after(() => bureau.close());

  for (const [rule, errcode, card] of WRONG_CARDS) {
    it(`refuses ${rule} with ${errcode}`, async () => {
      const reply = await bureau.send(cardMessage(card));
      expect(reply["errcode"], reply["errmsg"]).to.equal(errcode);
      expect(reply["errmsg"]).to.include(`devtool/query?e=${errcode}`);
    });
  }

  it("accepts one good card of every type, with a response_code where buttons call back", async () => {
    for (const [card, hasCode] of [
      [approvalCard({ task_id: "good-1" }), true],
      [vote({ task_id: "good-2" }), true],
      [multiple({ task_id: "good-3" }), true],
      [notice(), false],
      [news(), false],
      [menu([button(1)]), true],
    ] as const) {
      const reply = await bureau.send(cardMessage(card));
      expect(reply["errcode"], JSON.stringify(reply)).to.equal(0);
      expect(typeof reply["response_code"] === "string").to.equal(hasCode);
    }
  });

  it("refuses a task_id that was used before with 42014", async () => {
    await bureau.send(cardMessage(approvalCard({ task_id: "twice" })));
    const reply = await bureau.send(cardMessage(approvalCard({ task_id: "twice" }), "lisi"));
    expect(reply["errcode"]).to.equal(42014);
  });

  it("lets long texts pass, as the real server does, and notes them as advice", async () => {
    const title = "很".repeat(37);
    const reply = await bureau.send(
      cardMessage(approvalCard({ task_id: "long", main_title: { title } })),
    );
    expect(reply["errcode"]).to.equal(0);
    const message = (await bureau.state())["messages"].find(
      (each: Json) => each["msgid"] === reply["msgid"],
    );
    expect(message.advice).to.deep.equal(["main_title.title: 37 > 36"]);
  });

  it("refuses a calling card of an app without callback URL with 43012", async () => {
    const reply = await bureau.callAsOther("message/send", {
      agentid: 1000003,
      ...cardMessage(),
    });
    expect(reply["errcode"]).to.equal(43012);
  });
});
