import { expect } from "chai";
import { sealValue } from "../../../src/http/signed-value.ts";
import { buildCase } from "../../support/build-plan.ts";
import { buildDecision, buildFile, buildApproval } from "../../support/build.ts";
import { HOUR_MS } from "../../../src/lib/clock.ts";
import { AppError } from "../../../src/lib/errors.ts";
import { buildParts, NOW, SESSION_SECRET } from "./parts.ts";
import { startHttp } from "./running.ts";
import type { Verbs } from "../../../src/http/verbs.ts";

const until = NOW.getTime() + HOUR_MS;
const cookie = `qianpi-session=${sealValue("session", { userid: "zhangwei", until }, SESSION_SECRET)}`;

async function open(path: string, lookUpCase: Verbs["lookUpCase"]) {
  const site = await startHttp({ verbs: { ...buildParts().verbs, lookUpCase } });
  const answer = await fetch(site.url + path, { headers: { cookie }, redirect: "manual" });
  const text = await answer.text();
  return { status: answer.status, text };
}

/** What differs between two answers of the same kind. */
const withoutRequest = (text: string) => text.replace(/[0-9a-f-]{36}/g, "");

describe("the pages", () => {
  it("look the same for no case, no right and a number that cannot be (G16, G17)", async () => {
    const asked: string[] = [];
    const nothing: Verbs["lookUpCase"] = ({ caseNo }) => {
      asked.push(caseNo);
      return Promise.resolve(undefined);
    };
    const answers = [];
    for (const path of ["BZ-2026-000124", "1%00", "-1", "1e3", "0x1", "9".repeat(33), "a%27--"]) {
      answers.push(await open(`/cases/${path}`, nothing));
    }
    for (const answer of answers) {
      expect(answer.status).to.equal(404);
      expect(withoutRequest(answer.text)).to.equal(withoutRequest(answers[0]?.text ?? ""));
    }
    expect(asked).to.deep.equal(["BZ-2026-000124"]);
  });

  it("show what people wrote as text, never as markup (G20)", async () => {
    const attack = "<img src=x onerror=alert(1)>\"'&";
    const file = buildFile({
      connectionCase: buildCase({ customerName: attack, address: attack }),
      approvals: [
        buildApproval({
          decisions: [buildDecision({ opinion: { code: "x", text: attack }, name: attack })],
        }),
      ],
    });
    const { status, text } = await open("/cases/BZ-2026-000123", () =>
      Promise.resolve({ file, asOf: NOW }),
    );
    expect(status).to.equal(200);
    expect(text).to.include("&lt;img src=x onerror=alert(1)>");
    expect(text).not.to.include("<img");
    expect(text).not.to.match(/<script|style=|\son\w+=["']/);
  });

  it("say who is awaited and how much working time is left", async () => {
    const { text } = await open("/cases/BZ-2026-000123", () =>
      Promise.resolve({ file: buildFile(), asOf: NOW }),
    );
    expect(text).to.include("待 刘洋、吴昊，");
    // From 14:03 on the 23rd to 18:00 on the 24th; the afternoon begins at 14:30.
    expect(text).to.include("剩 10小时30分（工作时间）");
    expect(text).to.include('lang="zh-CN"');
  });

  it("tell nothing of a fault but its number, and ask to come back while MySQL is away", async () => {
    const broken = await open("/cases/BZ-2026-000123", () =>
      Promise.reject(new Error("ER_SECRET")),
    );
    expect(broken.status).to.equal(500);
    expect(broken.text)
      .to.match(/请求编号：[0-9a-f-]{36}/)
      .and.not.include("SECRET");
    const away = await open("/cases/BZ-2026-000123", () =>
      Promise.reject(new AppError("database-away", "away")),
    );
    expect(away.status).to.equal(503);
    expect(away.text).to.include("暂时无法");
  });

  it("greet whoever comes without a case number", async () => {
    const { status, text } = await open("/", () => Promise.resolve(undefined));
    expect(status).to.equal(200);
    expect(text).to.include("消息卡片");
  });
});
