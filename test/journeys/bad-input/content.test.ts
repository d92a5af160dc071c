import { expect } from "chai";
import { browserOf, browser } from "../../support/bad-input/browser.ts";
import { rawRequest, send } from "../../support/bad-input/raw-http.ts";
import { innerXml, sealed, textXml } from "../../support/bad-input/seal.ts";
import { expectRefused, leave, warmUp, watch } from "../../support/bad-input/watch.ts";
import {
  ask,
  callApi,
  cardsOf,
  example,
  groupTexts,
  openCase,
  submitPlan,
  textsOf,
  type ApiAnswer,
} from "../../support/people.ts";
import { fault } from "../../support/presses.ts";
import { openWorld, passTo, settle, type World } from "../../support/world.ts";

const PHONE = "13812345678";
const ID_NUMBER = "110101199001011234";

describe("bad input in what is shown, sent and logged", () => {
  let world: World;
  let caseNo: string;
  let made = 0;

  before(async () => {
    world = await openWorld();
    await warmUp(world);
  });

  beforeEach(() => {
    made += 1;
    caseNo = `BZ-2026-${700_000 + made}`;
    world.clock.advanceMs(121_000);
  });

  after(() => leave(world, { errors: /http\.fault|tables_away/ }));

  /** A case of a customer with this name, its plan submitted, its first card sent. */
  async function caseOf(customerName: string, plan = {}): Promise<void> {
    expect((await openCase(world, { caseNo, customerName })).status).to.equal(201);
    const answer = await submitPlan(world, { caseNo, plan: { ...example("hv-plan"), ...plan } });
    expect(answer.status, JSON.stringify(answer.body)).to.equal(201);
  }
  const newestCard = () => JSON.stringify(cardsOf(world, "liting").at(-1)?.shown);

  /** The API refuses this field, and nothing is kept. */
  async function expectProblem(act: () => Promise<ApiAnswer>, code: RegExp): Promise<void> {
    const { answer, changed, log } = await watch(world, act);
    expect(answer.status).to.equal(422);
    const problems = answer.body["problems"] as { code: string }[];
    expect(problems.map((problem) => problem.code).join()).to.match(code);
    expect(changed).to.deep.equal([]);
    expect(log).to.not.include("管理员登录");
  }

  it("I01 markup in a name: literal on the card, in texts and on the page", async () => {
    await caseOf('</font><a href="http://evil">点我</a>');
    expect(newestCard())
      .to.include("点我")
      .and.not.match(/<a |<\/font>/);
    expect(await ask(world, "zhangwei", caseNo)).to.not.include('<a href="http://evil"');
  });

  it("I02 markdown in a name: no link, no code, no mention in the group", async () => {
    const before = groupTexts(world).length;
    await caseOf("[同意](http://evil) `x` > <@all>");
    await passTo(world, "2026-11-25 10:00");
    const told = groupTexts(world).slice(before).join("\n");
    expect(told).to.include("evil");
    expect(told).to.not.include("](http://evil").and.not.include("`x`").and.not.include("<@all>");
  });

  it("I03 a name longer than may be: refused; one at the limit is cut between characters", async () => {
    await expectProblem(
      () => openCase(world, { caseNo, customerName: "名".repeat(5_000) }),
      /too-big/,
    );
    await caseOf("𠮷".repeat(50));
    const card = newestCard();
    expect(card).to.include("𠮷");
    expect(Buffer.from(card).toString("utf8")).to.equal(card);
    expect(card).to.not.match(/\\ud[89a-f]/i);
  });

  it("I04 line ends, NUL and halves of characters in a field: refused", async () => {
    for (const odd of ["a\nb", "a\u2028b", "a\0b", "a\ud800b", "a\u0085b"]) {
      await expectProblem(
        () => openCase(world, { caseNo, customerName: odd }),
        /control-character/,
      );
    }
  });

  it("I05 amounts that are no whole number of fen: refused", async () => {
    await caseOf("金额测试");
    for (const odd of ["1,000.00", 1e21, 0.1 + 0.2, -1, null, "NaN", true]) {
      const investment = example("investment");
      investment["estimate"] = { ...investment["estimate"], totalFen: odd };
      await expectProblem(
        () =>
          callApi(world, `/api/cases/${caseNo}/investments`, {
            body: { submittedBy: "maqiang", investment },
          }),
        /./,
      );
    }
  });

  it("I06 marks that turn text round: refused", async () => {
    for (const mark of ["\u202e", "\u2066", "\u200f"]) {
      const act = () => openCase(world, { caseNo, customerName: `容量 ${mark}001` });
      await expectProblem(act, /control-character/);
    }
  });

  it("I07 every address in a card or text is ours", async () => {
    await caseOf("javascript:alert(1) https://evil.test/x");
    const text = await ask(world, "zhangwei", caseNo);
    const links = [...text.matchAll(/href="([^"]*)"/g)].map((found) => found[1]);
    const actions = [...newestCard().matchAll(/"url":"([^"]*)"/g)].map((found) => found[1]);
    expect(links.length + actions.length).to.be.above(1);
    for (const link of [...links, ...actions]) expect(link).to.match(new RegExp(`^${world.url}/`));
  });

  it("I08 a line that looks like one of the log: not in the log", async () => {
    const { log } = await watch(world, () =>
      ask(world, "zhangwei", "x\n2026-01-01 ERROR 管理员登录"),
    );
    expect(log).to.not.include("2026-01-01 ERROR");
  });

  it("I09 terminal escapes in a userid: refused, never raw in the log", async () => {
    const escape = "\x1b[2J";
    const xml = textXml(world, { FromUserName: escape });
    await expectRefused(world, sealed(world, xml), { status: 400, check: "xml" });
    await expectProblem(() => openCase(world, { caseNo, gridManager: `z${escape}` }), /./);
    expect(world.logLines.join("")).to.not.include("\x1b");
  });

  it("I10 faults that carry tokens, secrets and codes: none of them in the log", async () => {
    const lines = world.logLines.length;
    await caseOf("密钥测试");
    fault(world, { api: "message/send", kind: "reset-before", times: 1 });
    fault(world, { api: "message/send", kind: 42001, times: 1 });
    fault(world, { api: "auth/getuserinfo", kind: "http-502", times: 1 });
    await ask(world, "liting", caseNo);
    await browser(world).logIn("zhangwei");
    await settle(world);
    const log = world.logLines.slice(lines).join("");
    expect(log).to.match(/login\.refused|outbox/);
    const codes = [
      ...world.simulator.world.tokens.keys(),
      ...world.simulator.world.oauthCodes.keys(),
    ];
    expect(codes.length).to.be.above(1);
    for (const secret of [...codes, "journey-secret", "journey-robot", "access_token="]) {
      expect(log).to.not.include(secret);
    }
  });

  it("I11 phone and identity numbers in a text: stored, not logged", async () => {
    const { log } = await watch(world, async () => {
      await openCase(world, { caseNo, contactName: "白音", contactPhone: PHONE });
    });
    const opinion = `联系 ${PHONE}，证件 ${ID_NUMBER}`;
    await submitPlan(world, { caseNo, plan: { ...example("hv-plan"), opinion } });
    await ask(world, "zhangwei", `${PHONE} ${ID_NUMBER}`);
    const { body } = await callApi(world, `/api/cases/${caseNo}`);
    expect(JSON.stringify(body)).to.include(ID_NUMBER);
    expect(log + world.logLines.join(""))
      .to.not.include(PHONE)
      .and.not.include(ID_NUMBER);
  });

  it("I12 a fault of SQL: a number to ask about, no statement, no values", async () => {
    const { pool } = world.app.deps.db;
    await pool.query("RENAME TABLE case_contacts TO tables_away");
    try {
      const { answer, log } = await watch(world, () =>
        openCase(world, {
          caseNo,
          customerName: "保密客户",
          contactPhone: PHONE,
          contactName: "白音",
        }),
      );
      expect(answer.status).to.equal(500);
      const told = JSON.stringify(answer.body);
      expect(told)
        .to.include("requestId")
        .and.not.match(/case_contacts|select|insert/i);
      expect(log).to.include("http.fault");
      expect(log).to.not.include("保密客户").and.not.include(PHONE);
    } finally {
      await pool.query("RENAME TABLE tables_away TO case_contacts");
    }
  });

  it("I13 templates of other languages: literal", async () => {
    const name = "${jndi:ldap://x} {{7*7}} #{7*7} %s%n";
    await caseOf(name);
    expect(newestCard()).to.include("{{7*7}}").and.include("jndi");
    const who = await browserOf(world, "zhangwei");
    expect((await who.get(`/cases/${caseNo}`)).text)
      .to.include("{{7*7}}")
      .and.include("%s%n");
    expect(textsOf(world, "zhangwei").join()).to.not.include("49");
  });

  it("I14 an endless value: cut before it reaches the log", async () => {
    const lines = world.logLines.length;
    const long = "x".repeat(45_000);
    for (const fields of [
      { MsgType: "event", Event: long },
      { MsgType: long, MsgId: "91" },
      { MsgType: "event", Event: "enter_agent", FromUserName: long },
      { MsgType: "event", Event: "change_contact", ChangeType: long },
    ]) {
      const call = sealed(world, innerXml(world, fields));
      expect((await send(world, rawRequest(call))).status).to.equal(200);
    }
    await callApi(world, "/api/cases", { body: { [long]: long } });
    const longest = Math.max(...world.logLines.slice(lines).map((line) => line.length));
    expect(longest).to.be.below(4_096);
    await settle(world);
  });
});
