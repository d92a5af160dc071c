import { expect } from "chai";
import type { Page } from "playwright-core";
import type { Json } from "./support/bureau.ts";
import { bureauForEach, approvalCard, cardMessage, notice } from "./support/bureau.ts";
import { PICTURES, windowsForAll } from "../support/launch-browser.ts";
import { element } from "./support/receiver.ts";

const OPINIONS = [
  { id: "r0", text: "无意见" },
  { id: "r1", text: "电源点不合理" },
  { id: "r2", text: "资料不全" },
];

function planCard(number: string, change: Json = {}): Json {
  return approvalCard({
    source: { desc: "供电方案审批", desc_color: 0 },
    main_title: { title: `${number} 方案第 1 版`, desc: "乌审旗鼎盛洗煤有限公司" },
    sub_title_text: "截至 10:00 剩 7 小时 30 分\n提交人 李四，第 1 级审批",
    horizontal_content_list: [
      { keyname: "容量", value: "1250 kVA" },
      { keyname: "电压", value: "10 kV 单电源" },
      { keyname: "电源点", value: "图克 110 kV 变 912 线" },
      { keyname: "计量", value: "高供高计" },
      { keyname: "到期", value: "6月1日 17:30" },
      { keyname: "方案", value: "查看正文", type: 1, url: "https://app.example.cn/h5/case/1" },
    ],
    task_id: number,
    button_selection: { question_key: "reason", title: "意见", option_list: OPINIONS },
    ...change,
  });
}

const MENU = [
  { type: "click", name: "我的待办", key: "MY_TASKS" },
  {
    name: "查询",
    sub_button: [
      { type: "view", name: "案件列表", url: "https://app.example.cn/h5/cases" },
      { type: "click", name: "我提交的", key: "MINE" },
    ],
  },
];

describe("simulator: the page", function () {
  this.timeout(30_000);
  const openWindow = windowsForAll();
  const bureau = bureauForEach({ corpName: "模拟供电局" });
  let page: Page;
  beforeEach(async () => {
    page = await (await openWindow({ viewport: { width: 1440, height: 900 } })).newPage();
  });

  const phone = (userid: string) => page.locator(`[data-key="phone-${userid}"]`);
  const openAppChat = (userid: string) => bureau.control("open", { userid, agentId: 1000002 });
  const updateWith = (code: unknown, userid: string, card: Json) =>
    bureau.call("message/update_template_card", {
      agentid: 1000002,
      response_code: code,
      userids: [userid],
      template_card: card,
    });

  it("lets a person press a button, and shows the card changing as the app says", async () => {
    await openAppChat("ZhangGong");
    await bureau.send(cardMessage(planCard("YK-2026-0001")));
    await page.goto(`${bureau.url}/?people=ZhangGong`);
    await phone("ZhangGong").locator("select").selectOption("r2");
    await phone("ZhangGong").getByRole("button", { name: "退回" }).click();
    await page.waitForFunction(() => document.querySelector(".push-list .dot-delivered") !== null);
    const event = bureau.receiver.received.at(-1)?.message ?? "";
    expect(element(event, "EventKey")).to.equal("return");
    expect(element(event, "OptionId")).to.equal("r2");

    const card = planCard("YK-2026-0001", { task_id: undefined, replace_text: "已退回" });
    const reply = await updateWith(element(event, "ResponseCode"), "ZhangGong", card);
    expect(reply["errcode"], reply["errmsg"]).to.equal(0);
    await phone("ZhangGong").getByText("已退回").waitFor();
    expect(await phone("ZhangGong").getByRole("button", { name: "退回" }).count()).to.equal(0);
  });

  it("sends what a person types, and shows what he typed", async () => {
    await openAppChat("lisi");
    await page.goto(`${bureau.url}/phone/lisi`);
    await phone("lisi").getByPlaceholder("发消息").fill("查 YK-2026-0001");
    await phone("lisi").getByRole("button", { name: "发送" }).click();
    await phone("lisi").locator(".own .bubble").waitFor();
    expect(await phone("lisi").locator(".own .bubble").textContent()).to.equal("查 YK-2026-0001");
    expect(element(bureau.receiver.received.at(-1)?.message ?? "", "Content")).to.equal(
      "查 YK-2026-0001",
    );
  });

  it("counts unread messages in the list of chats until the chat is opened", async () => {
    await bureau.send({ touser: "lisi", msgtype: "text", text: { content: "一" } });
    await page.goto(`${bureau.url}/phone/lisi`);
    await bureau.send({ touser: "lisi", msgtype: "text", text: { content: "二" } });
    await page.waitForFunction(() => document.querySelector(".badge")?.textContent === "2");
    await phone("lisi").getByText("审批助手").click();
    await phone("lisi").getByText("二", { exact: true }).waitFor();
    await phone("lisi").getByRole("button", { name: "返回" }).click();
    await phone("lisi").getByText("公告").waitFor();
    expect(await page.locator(".badge").count()).to.equal(0);
  });

  it("keeps what a person has chosen while other messages arrive", async () => {
    await openAppChat("ZhangGong");
    await bureau.send(cardMessage(planCard("YK-2026-0001")));
    await page.goto(`${bureau.url}/phone/ZhangGong`);
    await phone("ZhangGong").locator("select").selectOption("r1");
    await bureau.send({ touser: "ZhangGong", msgtype: "text", text: { content: "新消息" } });
    await phone("ZhangGong").getByText("新消息").waitFor();
    expect(await phone("ZhangGong").locator("select").inputValue()).to.equal("r1");
  });

  it("moves the clock", async () => {
    await page.goto(bureau.url);
    await page.getByRole("button", { name: "+1 时" }).click();
    await page.getByText("11:00:00").waitFor();
    expect(bureau.simulator.world.clock.now().toISOString()).to.equal("2026-06-01T03:00:00.000Z");
  });

  it("runs no inline script and no style that its policy forbids", async () => {
    const problems: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
    await page.goto(bureau.url);
    await page.locator("[data-key^=phone-]").first().waitFor();
    expect(problems).to.deep.equal([]);
  });

  it("looks right (pictures in test-output)", async () => {
    await fillWorld();
    await page.goto(`${bureau.url}/?people=ZhangGong,lisi,wangwu`);
    await page.screenshot({ path: `${PICTURES}/simulator-1440.png` });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${bureau.url}/phone/ZhangGong`);
    await page.screenshot({ path: `${PICTURES}/simulator-390.png` });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).to.equal(390);
    await page.setViewportSize({ width: 390, height: 1500 });
    await bureau.control("faults", { clear: true });
    await sendOneOfEach("wangwu");
    await openAppChat("wangwu");
    await page.goto(`${bureau.url}/phone/wangwu`);
    await page.screenshot({ path: `${PICTURES}/simulator-390-kinds.png` });
    await bureau.control("back", { userid: "wangwu" });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${bureau.url}/phone/wangwu`);
    await page.screenshot({ path: `${PICTURES}/simulator-390-list.png` });
    await page.goto(`${bureau.url}/?people=ZhangGong`);
    await page.screenshot({ path: `${PICTURES}/simulator-390-desk.png` });
  });

  /** The kinds of messages that the story does not use. */
  async function sendOneOfEach(touser: string): Promise<void> {
    const url = "https://app.example.cn/h5/case/1";
    const textcard = {
      title: "周报已生成",
      description:
        '<div class="gray">6月1日</div>本周办结 12 件<br><div class="highlight">超时 1 件</div>',
      url,
    };
    await bureau.send({ touser, msgtype: "textcard", textcard });
    const choice = (id: string, text: string) => ({ id, text });
    const select_list = [
      {
        question_key: "team",
        title: "班组",
        option_list: [choice("t1", "勘查一班"), choice("t2", "勘查二班")],
      },
      {
        question_key: "day",
        title: "日期",
        option_list: [choice("d1", "今天"), choice("d2", "明天")],
      },
    ];
    const cards: Json[] = [
      notice({
        source: { desc: "时限提醒", desc_color: 2 },
        task_id: "kinds-1",
        emphasis_content: { title: "2 天", desc: "剩余时限" },
        quote_area: { type: 0, title: "上次意见", quote_text: "请补充电源点比选" },
        action_menu: { desc: "更多", action_list: [{ text: "今天不再提醒", key: "mute" }] },
      }),
      {
        card_type: "vote_interaction",
        main_title: { title: "例会时间", desc: "请选一项" },
        task_id: "kinds-2",
        checkbox: { question_key: "when", option_list: [choice("a", "周三"), choice("b", "周四")] },
        submit_button: { text: "提交", key: "vote" },
      },
      {
        card_type: "multiple_interaction",
        main_title: { title: "分配勘查任务", desc: "YK-2026-0002" },
        task_id: "kinds-3",
        select_list,
        submit_button: { text: "提交", key: "assign" },
      },
    ];
    for (const card of cards) {
      const reply = await bureau.send(cardMessage(card, touser));
      expect(reply["errcode"], reply["errmsg"]).to.equal(0);
    }
    const greyed = await bureau.send(cardMessage(planCard("YK-2026-0009"), touser));
    await bureau.control("press", { userid: touser, taskId: "YK-2026-0009", key: "approve" });
    await bureau.call("message/update_template_card", {
      agentid: 1000002,
      response_code: greyed["response_code"],
      atall: 1,
      button: { replace_name: "已同意" },
    });
  }

  /** An approval that waits, one that is done, a return, a status answer, groups and alerts. */
  async function fillWorld(): Promise<void> {
    await bureau.call("menu/create", { button: MENU }, { agentid: "1000002" });
    await bureau.control("clock", { advanceMs: -86_400_000 });
    const first = await bureau.send(cardMessage(planCard("YK-2026-0006"), "ZhangGong"));
    const done = notice({
      source: { desc: "供电方案审批", desc_color: 3 },
      main_title: { title: "YK-2026-0006 方案第 1 版已批准", desc: "图克新能源有限公司" },
      horizontal_content_list: [
        { keyname: "结果", value: "同意" },
        { keyname: "审批人", value: "张工", type: 3, userid: "ZhangGong" },
        { keyname: "下一步", value: "答复客户，6月3日前" },
      ],
      jump_list: [{ type: 1, title: "查看案件", url: "https://app.example.cn/h5/case/6" }],
    });
    await updateWith(first["response_code"], "ZhangGong", done);
    await bureau.control("clock", { advanceMs: 86_400_000 });
    await openAppChat("lisi");
    await bureau.control("say", { userid: "lisi", content: "查 YK-2026-0001" });
    await bureau.send({
      touser: "lisi",
      msgtype: "markdown",
      markdown: {
        content:
          '**YK-2026-0001 方案审批**\n>客户：<font color="comment">乌审旗鼎盛洗煤有限公司</font>\n>环节：第 1 级，张工处理中\n>剩余：<font color="warning">7 小时 30 分</font>\n[查看案件](https://app.example.cn/h5/case/1)',
      },
    });
    const returned = await bureau.send(cardMessage(planCard("YK-2026-0004"), "lisi"));
    const locked = planCard("YK-2026-0004", {
      task_id: undefined,
      replace_text: "已退回：资料不全",
      button_selection: {
        question_key: "reason",
        title: "意见",
        option_list: OPINIONS,
        selected_id: "r2",
        disable: true,
      },
    });
    await updateWith(returned["response_code"], "lisi", locked);
    await bureau.send(cardMessage(planCard("YK-2026-0001"), "ZhangGong|wangwu"));
    await openAppChat("ZhangGong");
    await bureau.control("press", { userid: "wangwu", taskId: "YK-2026-0001", key: "approve" });
    await bureau.call("appchat/create", {
      name: "超时预警群",
      userlist: ["ZhangGong", "lisi", "wangwu"],
      chatid: "alerts",
    });
    const alert = { content: "YK-2026-0003 距时限不足 4 小时", mentioned_list: ["wangwu"] };
    await bureau.call("appchat/send", { chatid: "alerts", msgtype: "text", text: alert });
    await fetch(`${bureau.url}/cgi-bin/webhook/send?key=robot-key`, {
      method: "POST",
      body: JSON.stringify({ msgtype: "text", text: { content: "今日超时预警 3 件" } }),
    });
    await bureau.control("faults", { api: "message/send", kind: 45009, times: 3 });
    bureau.receiver.answer = () => ({ status: 500 });
    await bureau.control("menu-click", { userid: "lisi", key: "MY_TASKS" });
  }
});
