import { expect } from "chai";
import { AppError } from "../../../src/lib/errors.ts";
import { createLog } from "../../../src/lib/log.ts";

function collectingLog(level = "info") {
  const lines: string[] = [];
  return { lines, log: createLog(level, { write: (line) => void lines.push(line) }) };
}

const lastOf = (lines: readonly string[]) => JSON.parse(lines.at(-1) ?? "{}");

const SECRETS = {
  access_token: "secret-1",
  accessToken: "secret-2",
  corpsecret: "secret-3",
  secret: "secret-4",
  token: "secret-5",
  aesKey: "secret-6",
  oauthCode: "secret-7",
  responseCode: "secret-8",
  ResponseCode: "secret-9",
  response_code: "secret-10",
  authorization: "secret-11",
  cookie: "secret-12",
  password: "secret-13",
  mysqlUrl: "mysql://user:secret-14@db",
  redisUrl: "redis://:secret-15@cache",
  webhookUrl: "https://robot?key=secret-16",
  content: "secret-17",
  contactName: "secret-18",
  contactPhone: "secret-19",
  customerName: "secret-20",
  sql: "INSERT INTO case_contacts … secret-21",
  sqlMessage: "Duplicate entry secret-22",
};

describe("the log", () => {
  it("writes one line of JSON: the event's name, its keys, and when", () => {
    const { log, lines } = collectingLog();
    log.info({ caseNo: "BZ-2026-000123" }, "decision.saved");
    expect(lines).to.have.length(1);
    const line = lastOf(lines);
    expect(line).to.include({ msg: "decision.saved", caseNo: "BZ-2026-000123" });
    expect(line.at).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(line).not.to.have.any.keys("pid", "hostname");
  });

  for (const [key, value] of Object.entries(SECRETS)) {
    it(`withholds ${key}, by itself and inside something`, () => {
      const { log, lines } = collectingLog();
      log.info({ [key]: value, config: { [key]: value } }, "event");
      expect(lastOf(lines)).to.deep.include({
        [key]: "[withheld]",
        config: { [key]: "[withheld]" },
      });
    });
  }

  it("withholds the statement of a database error, with all its values", () => {
    const { log, lines } = collectingLog();
    const err = Object.assign(new Error("deadlock"), { sql: "secret-23", errno: 1213 });
    log.error({ err }, "fault");
    expect(lastOf(lines).err).to.include({ message: "deadlock", sql: "[withheld]", errno: 1213 });
  });

  it("shows the stable code of a fault, which is no secret", () => {
    const { log, lines } = collectingLog();
    log.error({ err: new AppError("database-away", "no answer"), code: "database-away" }, "fault");
    expect(lastOf(lines).err).to.include({ code: "database-away", message: "no answer" });
    expect(lastOf(lines).code).to.equal("database-away");
  });

  it("is quiet below its level", () => {
    const { log, lines } = collectingLog("warn");
    log.info("event");
    expect(lines).to.deep.equal([]);
  });
});
