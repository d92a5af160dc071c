import { buildFlow } from "../../../support/build-flow.ts";
import { expect } from "chai";
import type { PageAnswered, PageDecision } from "../../../../src/actions/inputs.ts";
import type { Refusal } from "../../../../src/domain/outcome.ts";
import { sealValue } from "../../../../src/http/session/signed-value.ts";
import { HOUR_MS } from "../../../../src/lib/clock.ts";
import { AppError } from "../../../../src/lib/errors.ts";
import { buildFile, staff } from "../../../support/build.ts";
import { buildParts, NOW, SESSION_SECRET } from "../parts.ts";
import { startHttp } from "../running.ts";

const until = NOW.getTime() + HOUR_MS;
const session = { id: "0".repeat(24), userid: "liuyang", until };
const cookie = `qianpi-session=${sealValue("session", session, SESSION_SECRET)}`;
const CASE = "/cases/BZ-2026-000123";
const WORDS = "  接线方式与图纸不符\r\n<请核对>  ";
const SHOWN = "接线方式与图纸不符\n&lt;请核对>";

const done: PageAnswered = { result: "done", code: "return", refusal: undefined };
const refused = (refusal: Refusal): PageAnswered => ({
  result: "refused",
  code: refusal.code,
  refusal,
});

/** A site where Liu is asked and sees the case while he may, and every decision is answered by this. */
async function siteThat(answer: () => Promise<PageAnswered>, maySee = () => true) {
  const asked: PageDecision[] = [];
  const { url } = await startHttp({
    verbs: {
      ...buildParts().verbs,
      lookUpCase: () =>
        Promise.resolve(
          maySee() ? { file: buildFile(), asOf: NOW, flowOf: () => buildFlow() } : undefined,
        ),
      decideOnPage: (decision) => {
        asked.push(decision);
        return answer();
      },
    },
  });
  const page = await (await fetch(url + CASE, { headers: { cookie } })).text();
  const send = async (values: Record<string, string>) => {
    const answered = await fetch(url + (/action="([^"]*decision)"/.exec(page)?.[1] ?? ""), {
      method: "POST",
      redirect: "manual",
      headers: { cookie, origin: "http://bureau.test" },
      body: new URLSearchParams({ token: tokenIn(page), text: WORDS, ...values }),
    });
    const { status, headers } = answered;
    return { status, headers, text: await answered.text() };
  };
  return { asked, page, send };
}

const tokenIn = (text: string) => /name="token" value="([^"]*)"/.exec(text)?.[1] ?? "";

describe("a decision sent by the page", () => {
  it("is asked for with everything that the form says, and leads back to the case", async () => {
    const { asked, send } = await siteThat(() => Promise.resolve(done));
    const { status, headers } = await send({
      verb: "return",
      "code.return": "source-unfit",
      "code.approve": "agree",
      "fix.comms": "通信方式",
      "fix.mainWiring": "主接线",
    });
    expect([status, headers.get("location")]).to.deep.equal([303, CASE]);
    const [{ onceKey, ...decision } = {} as PageDecision] = asked;
    expect(onceKey).to.match(/^[0-9a-f]{64}$/);
    expect(decision).to.deep.equal({
      from: "liuyang",
      at: NOW,
      caseNo: "BZ-2026-000123",
      taskId: "T1-1",
      verb: "return",
      round: 1,
      documentVersion: 1,
      code: "source-unfit",
      text: "接线方式与图纸不符\n<请核对>；需修改：通信方式、主接线",
      fixes: ["通信方式", "主接线"],
    });
  });

  it("forgets what was ticked for a return when it is an approval in the end", async () => {
    const { asked, send } = await siteThat(() => Promise.resolve({ ...done, code: "approve" }));
    await send({ verb: "approve", "code.approve": "", text: "", "fix.comms": "通信方式" });
    expect(asked.map(({ code, text }) => ({ code, text }))).to.deep.equal([
      { code: undefined, text: "" },
    ]);
  });

  it("that repeats one which was done is done, one that repeats a refusal is refused in the same words", async () => {
    const repeated = (code: string): PageAnswered => ({
      result: "repeated",
      code,
      refusal: undefined,
    });
    const { send } = await siteThat(() => Promise.resolve(repeated("return")));
    expect((await send({ verb: "return" })).status).to.equal(303);
    const rows = { "unknown-opinion": "所选常用语已停用", "written-reason-needed": "须说明理由" };
    for (const [code, words] of Object.entries(rows)) {
      const other = await siteThat(() => Promise.resolve(repeated(code)));
      const answer = await other.send({ verb: "return" });
      expect(answer.status).to.equal(409);
      expect(answer.text).to.include(words).and.include(SHOWN);
    }
  });

  it("that is refused is told why, with the text in a fresh form", async () => {
    const wu = { by: staff("wuhao"), byName: "吴昊", at: NOW, verb: "approve" } as const;
    const rows: [Refusal, string][] = [
      [{ code: "already-decided", ...wu }, "已由 吴昊 同意"],
      [{ code: "older-round", latestVersion: 2 }, "旧版本的表单"],
      [{ code: "opinion-too-long", maxChars: 500 }, "500 字以内"],
      [{ code: "opinion-contradicts", opinion: "资料不全" }, "与“同意”不符"],
    ];
    for (const [refusal, words] of rows) {
      const { page, send } = await siteThat(() => Promise.resolve(refused(refusal)));
      const { status, text } = await send({ verb: "approve", "fix.comms": "通信方式" });
      expect(status, refusal.code).to.equal(409);
      expect(text).to.include(words).and.include(SHOWN);
      expect(tokenIn(text)).to.not.equal("").and.not.equal(tokenIn(page));
    }
  });

  it("that is refused to somebody who may not see the case any more looks as if there were none", async () => {
    let maySee = true;
    const wu = { by: staff("wuhao"), byName: "吴昊", at: NOW, verb: "approve" } as const;
    const answer = () => {
      maySee = false;
      return Promise.resolve(refused({ code: "already-decided", ...wu }));
    };
    const { send } = await siteThat(answer, () => maySee);
    const { status, text } = await send({ verb: "approve" });
    expect(status).to.equal(404);
    expect(text).not.to.include("吴昊").and.not.include("牧名");
  });

  it("during a fault keeps text, choice and token, so that sending it again counts once", async () => {
    const faults = [
      { fault: new AppError("database-away", "away"), status: 503, words: "暂时无法" },
      { fault: new Error("ER_SECRET"), status: 500, words: "请求编号" },
    ];
    for (const { fault, status, words } of faults) {
      const { page, send } = await siteThat(() => Promise.reject(fault));
      const values = { verb: "return", "code.return": "source-unfit", "fix.comms": "通信方式" };
      const answer = await send(values);
      expect(answer.status).to.equal(status);
      expect(answer.text).to.include(words).and.include(SHOWN).and.not.include("SECRET");
      expect(answer.text).to.include(`action="${CASE}/tasks/T1-1/decision"`);
      expect(tokenIn(answer.text)).to.equal(tokenIn(page));
      for (const value of ["return", "source-unfit", "通信方式"]) {
        expect(answer.text).to.include(`value="${value}"`);
      }
    }
  });

  it("with a verb that the page does not offer is not asked for", async () => {
    const { asked, send } = await siteThat(() => Promise.resolve(done));
    for (const verb of ["", "delete", "__proto__", "constructor"]) {
      const { status, text } = await send({ verb });
      expect(status, verb).to.equal(409);
      expect(text).to.include("请先选择").and.include(SHOWN);
    }
    expect(asked).to.deep.equal([]);
  });

  it("that is endless is refused before it is read", async () => {
    const { asked, send } = await siteThat(() => Promise.resolve(done));
    expect((await send({ verb: "return", text: "字".repeat(10_000) })).status).to.equal(413);
    expect(asked).to.deep.equal([]);
  });

  it("may be helped by one script of ours and by nothing else", async () => {
    const { url } = await startHttp();
    const script = await fetch(`${url}/assets/draft.js`);
    expect(script.headers.get("content-type")).to.match(/^text\/javascript/);
    expect(script.headers.get("cache-control")).to.include("immutable");
    const { url: site } = await startHttp({
      verbs: {
        ...buildParts().verbs,
        lookUpCase: () =>
          Promise.resolve({ file: buildFile(), asOf: NOW, flowOf: () => buildFlow() }),
      },
    });
    const { headers } = await fetch(site + CASE, { headers: { cookie } });
    expect(headers.get("content-security-policy"))
      .to.match(/; script-src 'self'$/)
      .and.not.include("unsafe");
  });
});
