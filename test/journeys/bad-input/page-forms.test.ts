import { expect } from "chai";
import {
  browserOf,
  browser,
  formOn,
  SESSION,
  type Browser,
  type Page,
} from "../../support/bad-input/browser.ts";
import { leave, warmUp, watch } from "../../support/bad-input/watch.ts";
import { fileOf } from "../../support/page-decisions.ts";
import { CASE_NO, openAndSubmit } from "../../support/people.ts";
import { openWorld, settle, type World } from "../../support/world.ts";

const CASE = `/cases/${CASE_NO}`;

describe("bad input in the browser: decisions and lists", () => {
  let world: World;
  let who: Browser;

  before(async () => {
    world = await openWorld();
    await warmUp(world);
    await openAndSubmit(world);
    const warm = await browserOf(world, "liting");
    for (const path of [CASE, "/tasks"]) await warm.get(path);
  });

  beforeEach(() => {
    who = browser(world);
  });

  after(() => leave(world));

  /** The page at an address, with the promise that looking changed nothing. */
  async function look(path: string): Promise<Page> {
    const { answer, changed } = await watch(world, () => who.get(path));
    expect(changed, "rows").to.deep.equal([]);
    return answer;
  }

  const FORM = { verb: "approve", text: "同意" };
  const decided = async () =>
    (await fileOf(world, CASE_NO)).approvals.flatMap((one) => one.decisions);

  it("G14 a decision without our token, from another site, or not as a form: 403, and nothing is decided", async () => {
    await who.logIn("liting");
    const { action, token } = formOn(await who.get(CASE));
    const stranger = await browserOf(world, "zhangwei");
    const foreign = formOn(await who.get(CASE)).token;
    const tries: [string, () => Promise<Page>][] = [
      ["no token", () => who.post(action, FORM)],
      ["an altered token", () => who.post(action, { ...FORM, token: `${token}x` })],
      [
        "the session as a token",
        () => who.post(action, { ...FORM, token: who.jar.get(SESSION) ?? "" }),
      ],
      ["somebody else's token", () => stranger.post(action, { ...FORM, token: foreign })],
      [
        "the token of another task",
        () => who.post(action.replace(/T\d+-\d+/, "T1-99"), { ...FORM, token }),
      ],
      [
        "the token of a decision for something else",
        () =>
          who.post(action.replace(/tasks\/(.*)\/decision/, "acts/transfer/$1"), { ...FORM, token }),
      ],
      [
        "something that nobody can do",
        () =>
          who.post(action.replace(/tasks\/(.*)\/decision/, "acts/constructor/$1"), {
            ...FORM,
            token,
          }),
      ],
      ["another site", () => who.post(action, { ...FORM, token }, { origin: "https://evil.test" })],
      ["a hidden site", () => who.post(action, { ...FORM, token }, { origin: "null" })],
      [
        "a site by its mark",
        () => who.post(action, { ...FORM, token }, { "sec-fetch-site": "cross-site" }),
      ],
      ["text/plain", () => who.post(action, { ...FORM, token }, { "content-type": "text/plain" })],
      ["JSON", () => who.post(action, { ...FORM, token }, { "content-type": "application/json" })],
    ];
    for (const [what, act] of tries) {
      const { answer, changed } = await watch(world, act);
      expect(answer.status, what).to.equal(403);
      expect(changed, what).to.deep.equal([]);
    }
    expect(await decided()).to.deep.equal([]);
  });

  it("G15 a decision by GET or another method: 405, and nothing is decided", async () => {
    await who.logIn("liting");
    const { action, token } = formOn(await who.get(CASE));
    const query = new URLSearchParams({ ...FORM, token }).toString();
    const byGet = await look(`${action}?${query}`);
    expect([byGet.status, byGet.headers.get("allow")]).to.deep.equal([405, "POST"]);
    expect((await look(`${CASE}/decide?${query}`)).status).to.equal(404);
    for (const method of ["PUT", "DELETE", "PATCH"]) {
      const { answer, changed } = await watch(world, () => fetch(world.url + action, { method }));
      expect([answer.status, changed], method).to.deep.equal([405, []]);
    }
    expect(await decided()).to.deep.equal([]);
  });

  it("G23 a list with a size, an order, a place or a person of one's own choice: only the place of ours counts", async () => {
    await who.logIn("liting");
    const plain = (await look("/tasks")).text;
    for (const query of [
      "limit=1000000",
      "sort=id;drop table tasks",
      "order=(select 1)",
      "holder=chenming",
      "after=1' or 1=1",
      "after=99999999999999999999.T1-1",
    ]) {
      const { status, text } = await look(`/tasks?${encodeURI(query)}`);
      expect(status, query).to.equal(200);
      expect(text.match(/BZ-2026-\d+/g), query).to.deep.equal(plain.match(/BZ-2026-\d+/g));
    }
    expect((await look("/tasks?after=1&after=2")).status).to.equal(400);
  });

  it("G25 two tabs of one person decide the same task: the second is told how it stands", async () => {
    await who.logIn("liting");
    const [one, other] = [formOn(await who.get(CASE)), formOn(await who.get(CASE))];
    const first = await who.post(one.action, { ...FORM, token: one.token });
    expect(first.status).to.equal(303);
    const second = await who.post(other.action, {
      verb: "return",
      "code.return": "source-unfit",
      text: "另一页上写的话",
      token: other.token,
    });
    expect(second.status).to.equal(409);
    expect(second.text).to.include("您已于").and.include("不能再改").and.include("另一页上写的话");
    expect((await decided()).map(({ verb }) => verb)).to.deep.equal(["approve"]);
    await settle(world);
  });
});
