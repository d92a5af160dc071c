import { expect } from "chai";
import {
  rawRequest,
  send,
  sendForFirstWord,
  type RawAnswer,
} from "../../support/bad-input/raw-http.ts";
import { checksums, leave, warmUp, watch } from "../../support/bad-input/watch.ts";
import { example, openCase } from "../../support/people.ts";
import { consult } from "../../support/operator.ts";
import { API_KEY, openWorld, type World } from "../../support/world.ts";

const HEADERS = [`Authorization: Bearer ${API_KEY}`, "Content-Type: application/json"];

describe("bad input at the API of the business systems", () => {
  let world: World;

  before(async () => {
    world = await openWorld();
    await warmUp(world);
    await openCase(world, { caseNo: "BZ-2026-000001" });
  });

  after(() => leave(world));

  const request = (body: string | Buffer) =>
    rawRequest({ path: "/api/cases", headers: HEADERS, body });

  /** The body is refused with this status and code, and no row knows of it. */
  async function expectBad(
    body: string | Buffer,
    status: number,
    code: RegExp,
  ): Promise<RawAnswer> {
    const { answer, changed } = await watch(world, () => send(world, request(body)));
    expect(answer.status, String(body).slice(0, 60)).to.equal(status);
    expect(answer.body).to.match(code);
    expect(changed).to.deep.equal([]);
    return answer;
  }
  const withField = (name: string, json: string) =>
    JSON.stringify(example("case")).replace("{", `{"${name}":${json},`);
  const replaced = (name: string, value: unknown) =>
    JSON.stringify({ ...example("case"), [name]: value });

  it("K01 keys of prototypes: 400, nothing polluted", async () => {
    for (const [name, json] of [
      ["__proto__", '{"isAdmin":true}'],
      ["constructor", '{"prototype":{"isAdmin":true}}'],
      ["prototype", "1"],
    ] as const) {
      await expectBad(withField(name, json), 400, /bad-json/);
      expect(({} as Record<string, unknown>)["isAdmin"]).to.equal(undefined);
    }
  });

  it("K02 lists, objects, true and null where an id belongs: refused by field", async () => {
    for (const field of ["caseNo", "gridManager"]) {
      for (const value of [["zhangwei"], { id: 1 }, true, null, 1]) {
        const { body } = await expectBad(replaced(field, value), 422, /"wrong-type"/);
        expect(body).to.include(`"field":"${field}"`);
      }
    }
  });

  it("K03 JSON that is none: 400; of a doubled key the last counts and must be right", async () => {
    const whole = JSON.stringify(example("case"));
    const broken = [
      `\ufeff${whole}`,
      `/* x */${whole}`,
      whole.replace(/\}$/, ",}"),
      "",
      "{",
      "NaN",
    ];
    for (const body of [...broken, `${whole}x`, whole.replaceAll('"', "'")]) {
      await expectBad(body, 400, /bad-json/);
    }
    await expectBad(
      Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff, 0x22, 0x7d])]),
      400,
      /bad-json/,
    );
    for (const number of ["1e400", "-0"])
      await expectBad(withField("acceptedAt", number), 422, /problems/);
    await expectBad(whole.replace(/\}$/, ',"gridManager":true}'), 422, /gridManager/);
  });

  it("K04 a hundred thousand brackets: 400 at once", async () => {
    const begun = performance.now();
    await expectBad("[".repeat(100_000), 400, /bad-json/);
    await expectBad(`{"a":${"[".repeat(50_000)}${"]".repeat(50_000)}}`, 400, /bad-json/);
    expect(performance.now() - begun).to.be.below(1_000);
  });

  it("K05 ten megabytes: 413 before they are read", async () => {
    const head = request("x".repeat(10_000_000)).subarray(0, 1_000);
    const { answer, changed } = await watch(world, () => sendForFirstWord(world, head));
    expect(answer.status).to.equal(413);
    expect(changed).to.deep.equal([]);
  });

  it("K10 an account that could alter signatures: the check at the start gives alarm", async () => {
    const signatures = async (mysqlUrl: string) => {
      const { of } = await consult(world, { env: { MYSQL_URL: mysqlUrl } });
      return of("mysql.signatures");
    };
    const { mysqlUrl } = world.database;
    const all = await signatures(mysqlUrl);
    expect(all?.result).to.equal("warn");
    expect(all?.message).to.include("decisions");
    const careful = await accountWithoutRewriting(world);
    const few = await signatures(careful.url);
    expect(few?.result).to.equal("ok");
    await careful.remove();
  });
});

/** An account that has every right of the service but to change signatures. */
async function accountWithoutRewriting(world: World) {
  const { app, database } = world;
  const url = new URL(database.mysqlUrl);
  const schema = url.pathname.slice(1);
  const name = `u${process.pid}${schema.slice(-6)}`;
  const { pool } = app.deps.db;
  await pool.query(`CREATE USER '${name}'@'%' IDENTIFIED BY 'careful'`);
  for (const table of Object.keys(await checksums(world))) {
    const rights = table === "decisions" ? "SELECT, INSERT" : "SELECT, INSERT, UPDATE, DELETE";
    await pool.query(`GRANT ${rights} ON ${schema}.${table} TO '${name}'@'%'`);
  }
  url.username = name;
  url.password = "careful";
  return { url: url.href, remove: () => pool.query(`DROP USER '${name}'@'%'`) };
}
