// A small enterprise over real HTTP, with the verbs that tests use.
import type { Behaviour, SimulatorSettings } from "../../../src/simulator/settings.ts";
import type { Simulator } from "../../../src/simulator/simulator.ts";
import { createSimulator } from "../../../src/simulator/simulator.ts";
import type { Receiver } from "./receiver.ts";
import { AES_KEY, CORP_ID, startReceiver, TOKEN } from "./receiver.ts";

// Answers of the program under test: their shape is what the assertions are about.
// oxlint-disable-next-line typescript/no-explicit-any
export type Json = Record<string, any>;

export const SECRET = "app-secret-1";
export const OTHER_SECRET = "app-secret-2";
export const START = Date.parse("2026-06-01T02:00:00Z");

export interface Bureau {
  readonly url: string;
  readonly simulator: Simulator;
  readonly receiver: Receiver;
  /** Calls an API with a fresh token of the first app; GET when there is no body. */
  call(api: string, body?: Json, query?: Record<string, string>): Promise<Json>;
  /** The same as the second app. */
  callAsOther(api: string, body?: Json, query?: Record<string, string>): Promise<Json>;
  /** Sends a message of the first app. */
  send(message: Json): Promise<Json>;
  /** A command of the control API. */
  control(name: string, body?: Json): Promise<Json>;
  state(): Promise<Json>;
  close(): Promise<void>;
}

const PEOPLE = [
  { userid: "ZhangGong", name: "张工", department: "营销部", position: "主任" },
  { userid: "lisi", name: "李四", department: "营销部", position: "客户经理" },
  { userid: "wangwu", name: "王五", department: "调度中心", position: "专责" },
];

function settingsFor(receiver: Receiver, change: Partial<SimulatorSettings>): SimulatorSettings {
  const behaviour: Partial<Behaviour> = {
    retryAfterMs: [0, 0, 0],
    deadlineMs: 400,
    verifyDeadlineMs: 400,
  };
  const callback = { callbackUrl: receiver.url, token: TOKEN, aesKey: AES_KEY };
  return {
    corpId: CORP_ID,
    apps: [
      { agentId: 1000002, name: "审批助手", secret: SECRET, ...callback },
      { agentId: 1000003, name: "公告", secret: OTHER_SECRET },
    ],
    people: PEOPLE,
    webhooks: [{ key: "robot-key", name: "预警群" }],
    behaviour,
    ...change,
  };
}

async function json(response: Response): Promise<Json> {
  return (await response.json()) as Json;
}

/** Starts simulator and receiver; the clock stands still at `START`. */
export async function openBureau(change: Partial<SimulatorSettings> = {}): Promise<Bureau> {
  const receiver = await startReceiver();
  const simulator = createSimulator(settingsFor(receiver, change));
  const url = await simulator.listen();
  simulator.world.clock.set(START);
  simulator.world.clock.freeze(true);

  async function tokenFor(secret: string): Promise<string> {
    const query = new URLSearchParams({ corpid: CORP_ID, corpsecret: secret });
    const reply = await json(await fetch(`${url}/cgi-bin/gettoken?${query}`));
    return String(reply["access_token"]);
  }
  function caller(secret: string) {
    return async (api: string, body?: Json, query: Record<string, string> = {}) => {
      const params = new URLSearchParams({ access_token: await tokenFor(secret), ...query });
      const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
      return json(await fetch(`${url}/cgi-bin/${api}?${params}`, init));
    };
  }
  const call = caller(SECRET);
  return {
    url,
    simulator,
    receiver,
    call,
    callAsOther: caller(OTHER_SECRET),
    send: (message) => call("message/send", { agentid: 1000002, ...message }),
    async control(name, body = {}) {
      const init = { method: "POST", body: JSON.stringify(body) };
      return json(await fetch(`${url}/_control/${name}`, init));
    },
    state: async () => json(await fetch(`${url}/_control/state`)),
    async close() {
      await simulator.close();
      await receiver.close();
    },
  };
}

/** An enterprise of its own for each test here. */
export function bureauForEach(change: Partial<SimulatorSettings> = {}): Bureau {
  const bureau = {} as Bureau;
  beforeEach(async () => {
    Object.assign(bureau, await openBureau(change));
  });
  afterEach(() => bureau.close());
  return bureau;
}

/** The approval card of the examples, with changes. */
export function approvalCard(change: Json = {}): Json {
  return {
    card_type: "button_interaction",
    source: { desc: "供电方案审批", desc_color: 2 },
    main_title: { title: "CASE-0001 待审批", desc: "某某公司 10kV 新装" },
    sub_title_text: "提交人：李四；第1级审批",
    horizontal_content_list: [
      { keyname: "容量", value: "1250 kVA" },
      { keyname: "方案", value: "查看正文", type: 1, url: "https://app.example.cn/h5/case/1" },
    ],
    card_action: { type: 1, url: "https://app.example.cn/h5/case/1" },
    task_id: "case-0001@s1@1",
    button_selection: {
      question_key: "reason",
      title: "意见",
      option_list: [
        { id: "r0", text: "无" },
        { id: "r1", text: "资料不全" },
      ],
      selected_id: "r0",
    },
    button_list: [
      { text: "同意", style: 1, key: "approve" },
      { text: "退回", style: 2, key: "return" },
      { type: 1, text: "填写意见", style: 4, url: "https://app.example.cn/h5/case/1/decide" },
    ],
    ...change,
  };
}

/** A send request for a card; undefined fields are left out by JSON. */
export function cardMessage(card: Json = approvalCard(), touser = "ZhangGong"): Json {
  return { touser, msgtype: "template_card", template_card: card };
}

/** A notice that calls nobody back. */
export function notice(change: Json = {}): Json {
  return {
    card_type: "text_notice",
    main_title: { title: "CASE-0001 已批准", desc: "张工 10:12" },
    card_action: { type: 1, url: "https://app.example.cn/h5/case/1" },
    ...change,
  };
}

/** The first card on a member's phone, as the state shows it. */
export async function cardOf(bureau: Bureau, userid: string): Promise<Json> {
  const person = (await bureau.state())["people"].find((each: Json) => each["userid"] === userid);
  const entries = person.chats.flatMap((chat: Json) => chat["entries"]);
  return entries.find((entry: Json) => entry["card"] !== undefined).card;
}
