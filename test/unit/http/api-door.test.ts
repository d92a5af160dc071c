import { expect } from "chai";
import { API_KEY } from "./parts.ts";
import { startHttp, type Running } from "./running.ts";

const CASE_NO = "BZ-2026-000123";

describe("the API at its door", () => {
  let running: Running;

  beforeEach(async () => {
    running = await startHttp();
  });

  function call(method: string, path: string) {
    const headers = { Authorization: `Bearer ${API_KEY}` };
    return fetch(running.url + path, { method, headers });
  }

  describe("keys", () => {
    const rows: [string, string | undefined][] = [
      ["no header", undefined],
      ["another scheme", `Basic ${API_KEY}`],
      ["a wrong key", `Bearer ${API_KEY.replace("1", "2")}`],
      ["a part of the key", `Bearer ${API_KEY.slice(0, -1)}`],
      ["an empty key", "Bearer "],
    ];
    for (const [name, authorization] of rows) {
      it(`answers 401 to ${name}`, async () => {
        const headers = authorization === undefined ? {} : { Authorization: authorization };
        const answer = await fetch(`${running.url}/api/cases/${CASE_NO}`, { headers });
        expect(answer.status).to.equal(401);
        expect(answer.headers.get("www-authenticate")).to.equal("Bearer");
        expect(await answer.json()).to.deep.equal({
          code: "unauthorized",
          message: "缺少有效的访问密钥。",
        });
      });
    }

    it("are taken whatever the case of the scheme and however many blanks follow it", async () => {
      for (const scheme of ["bearer", "BEARER", "Bearer  "]) {
        const headers = { Authorization: `${scheme} ${API_KEY}` };
        const answer = await fetch(`${running.url}/api/openapi.json`, { headers });
        expect(answer.status, scheme).to.equal(200);
      }
    });

    it("are asked for before the body is looked at", async () => {
      const answer = await fetch(`${running.url}/api/cases`, {
        method: "POST",
        body: "{",
        headers: { Authorization: "Bearer wrong" },
      });
      expect(answer.status).to.equal(401);
    });
  });

  it("answers in JSON also to an address in other letters", async () => {
    const answer = await call("GET", `/API/cases/${CASE_NO}`);
    expect(answer.status).to.equal(404);
    expect(await answer.json()).to.include({ code: "not-found" });
  });

  it("names the methods that an address knows", async () => {
    const answer = await call("DELETE", `/api/cases/${CASE_NO}`);
    expect(answer.status).to.equal(405);
    expect(answer.headers.get("allow")).to.equal("GET");
  });

  it("describes itself: every address, and no reference that leads nowhere", async () => {
    const answer = await call("GET", "/api/openapi.json");
    const text = await answer.text();
    const document = JSON.parse(text);
    expect(document.openapi).to.match(/^3\.1\./);
    expect(Object.keys(document.paths)).to.have.members([
      "/api/cases",
      "/api/cases/{caseNo}",
      "/api/cases/{caseNo}/plans",
      "/api/cases/{caseNo}/investments",
      "/api/cases/{caseNo}/attachments",
    ]);
    for (const [, name = ""] of text.matchAll(/#\/components\/schemas\/(\w+)/g)) {
      expect(document.components.schemas).to.have.property(name);
    }
  });
});
