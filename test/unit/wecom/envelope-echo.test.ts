import { expect } from "chai";
import { openEcho } from "../../../src/wecom/envelope.ts";
import type { EnvelopeConfig } from "../../../src/wecom/envelope.ts";
import { checkThatRefused, config, NOW, sealRaw, signedQuery } from "./sealing.ts";
import { negatives, vectorOf, vectors } from "./vectors.ts";
import type { Vector } from "./vectors.ts";

function configOf(vector: Vector): EnvelopeConfig {
  const { token, encodingAESKey, receiveid } = vector;
  return { tokens: [token], aesKeys: [encodingAESKey], receiveId: receiveid, freshnessMs: 300_000 };
}

function timeOf(vector: Vector): Date {
  return new Date(Number(vector.query?.["timestamp"]) * 1_000);
}

function echo(vector: Vector, query = vector.query ?? {}): string {
  return openEcho({ query, now: timeOf(vector), config: configOf(vector) });
}

describe("wecom/envelope: echo", () => {
  for (const vector of vectors.filter(({ kind }) => kind === "verify_url")) {
    it(`answers ${vector.id} with exactly the decrypted text`, () => {
      expect(echo(vector)).to.equal(vector.expected_http_body);
    });
  }

  for (const { id, base, change } of negatives.filter(
    ({ expected_error }) => expected_error === -40001,
  )) {
    it(
      id === "neg-plus-became-space" ? "repairs plus signs that became spaces" : `refuses ${id}`,
      () => {
        const vector = vectorOf(base);
        const act = () => echo(vector, { ...vector.query, ...change });
        if (id === "neg-plus-became-space") expect(act()).to.equal(vector.expected_http_body);
        else expect(checkThatRefused(act)).to.equal("signature");
      },
    );
  }

  const encrypted = sealRaw({ message: "<script>1</script>" });

  it("gives the exact text, whatever it is", () => {
    const query = { ...signedQuery(encrypted), echostr: encrypted };
    expect(openEcho({ query, now: NOW, config })).to.equal("<script>1</script>");
  });

  it("refuses two echoes, a stale one and one for another corp", () => {
    const query = signedQuery(encrypted);
    const stale = new Date(NOW.getTime() + 300_001);
    const other = { ...config, receiveId: "wwother" };
    const act = (change: { echostr: string | string[]; now?: Date; config?: EnvelopeConfig }) =>
      checkThatRefused(() =>
        openEcho({
          query: { ...query, echostr: change.echostr },
          now: change.now ?? NOW,
          config: change.config ?? config,
        }),
      );
    expect(act({ echostr: [encrypted, encrypted] })).to.equal("query");
    expect(act({ echostr: encrypted, now: stale })).to.equal("freshness");
    expect(act({ echostr: encrypted, config: other })).to.equal("receiver");
  });
});
