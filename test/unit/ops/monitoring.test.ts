import { readFileSync } from "node:fs";
import { expect } from "chai";
import { createMetrics } from "../../../src/lib/metrics.ts";
import { alarms, labelsIn, metricsIn, panels } from "./monitoring-files.ts";

const HAS_CHINESE = /\p{Script=Han}/u;

/** Every result that `callback-route` counts, by whether WeCom got a 5xx for it. */
const CALLBACK_RESULTS = {
  failed: ["fault", "database-away", "busy"],
  answered: ["ok", "bad-query"],
};

describe("the alarms and the dashboard", () => {
  let known: Set<string>;
  let registry: string;

  before(async () => {
    const metrics = createMetrics();
    metrics.countWecomCall("message/send", 0);
    registry = (await metrics.render()).text;
    known = new Set([...registry.matchAll(/^# TYPE (\S+)/gm)].map(([, name = ""]) => name));
  });

  for (const { alert, expr } of alarms()) {
    it(`${alert} asks for metrics that the program has`, () => {
      const names = metricsIn(expr);
      expect(names, expr).not.to.be.empty;
      expect(names.filter((name) => !known.has(name))).to.deep.equal([]);
    });
  }

  for (const { title, targets } of panels()) {
    it(`「${title}」 shows metrics that the program has`, () => {
      const names = targets.flatMap(({ expr }) => metricsIn(expr));
      expect(names).not.to.be.empty;
      expect(names.filter((name) => !known.has(name))).to.deep.equal([]);
    });
  }

  it("choose by labels that the metrics carry", () => {
    for (const { metric, label } of alarms().flatMap(({ expr }) => labelsIn(expr))) {
      expect(registry, `${metric} by ${label}`).to.match(
        new RegExp(`^${metric}\\{.*${label}=`, "m"),
      );
    }
  });

  it("raise the alarm of failed callbacks for every 5xx and for nothing else", () => {
    const wanted = resultsOf("QianpiCallbackFailed");
    for (const result of CALLBACK_RESULTS.failed) expect(result).to.match(wanted);
    for (const result of [...CALLBACK_RESULTS.answered, ...rejections()]) {
      expect(result).not.to.match(wanted);
    }
  });

  it("know every check by which a forgery fails, and call stale ones by another name", () => {
    const [forged, stale] = [resultsOf("QianpiCallbackForged"), resultsOf("QianpiCallbackStale")];
    const proofs = ["signature", "aes-key", "cipher", "padding", "length", "receiver", "agent"];
    expect(rejections().filter((result) => forged.test(result))).to.have.members(
      proofs.map((check) => `rejected-${check}`),
    );
    expect(rejections().filter((result) => stale.test(result))).to.deep.equal([
      "rejected-freshness",
    ]);
  });

  it("are said in Chinese, each with a severity, each under a name of its own", () => {
    const names = alarms().map(({ alert }) => alert);
    expect(new Set(names).size).to.equal(names.length);
    for (const { labels, annotations } of alarms()) {
      expect(labels.severity).to.be.oneOf(["critical", "warning"]);
      expect(annotations.summary).to.match(HAS_CHINESE);
    }
    const titles = panels().map(({ title }) => title);
    expect(titles.filter((title) => !HAS_CHINESE.test(title))).to.deep.equal(["MySQL", "Redis"]);
  });

  it("are each explained in the operations handbook", () => {
    const handbook = readFileSync("docs/operations.md", "utf8");
    const names = alarms().map(({ alert }) => alert);
    expect(names.filter((name) => !handbook.includes(`| \`${name}\` |`))).to.deep.equal([]);
  });
});

function resultsOf(name: string): RegExp {
  const expr = alarms().find(({ alert }) => alert === name)?.expr ?? "";
  const [, pattern = "nothing"] = /result=~?"([^"]+)"/.exec(expr) ?? [];
  return new RegExp(`^(?:${pattern})$`);
}

/** `rejected-…` for every check of a callback, from the source. */
function rejections(): string[] {
  const source = readFileSync("src/wecom/callback-rejected.ts", "utf8");
  return [...source.matchAll(/^ {2}\| "([a-z-]+)"/gm)].map(([, check = ""]) => `rejected-${check}`);
}
