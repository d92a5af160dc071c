import { expect } from "chai";
import { subject, type Finding } from "../../../src/doctor/finding.ts";
import { isSick, reportText } from "../../../src/doctor/report.ts";
import { padTo, widthOf, wrapTo } from "../../../src/doctor/text-width.ts";

const MYSQL = subject("mysql", "MySQL");
const CLOCK = subject("clock", "时钟");

describe("doctor/report", () => {
  it("puts messages under each other although Chinese takes two columns", () => {
    const text = reportText([MYSQL.ok("甲"), CLOCK.warn("乙"), CLOCK.fail("丙")], 80);
    const [first = "", second = "", third = "", , sum] = text.split("\n");
    const columnOf = (line: string, word: string) => widthOf(line.slice(0, line.indexOf(word)));
    expect(columnOf(second, "乙")).to.equal(columnOf(first, "甲"));
    expect(columnOf(third, "丙")).to.equal(columnOf(first, "甲"));
    expect(sum).to.equal("共 3 项：正常 1，注意 1，不通过 1");
  });

  it("keeps to the width of the terminal and loses no words", () => {
    const message = "连不上 https://qyapi.weixin.qq.com：域名解析不到，请检查 DNS 设置".repeat(4);
    const lines = reportText([MYSQL.fail(message)], 70)
      .split("\n")
      .slice(0, -2);
    expect(lines.length).to.be.greaterThan(3);
    // Closing punctuation may stand over the edge.
    for (const line of lines) expect(widthOf(line)).to.be.at.most(72);
    const shown = lines.map((line, index) => (index === 0 ? line.slice(14) : line.trim())).join("");
    expect(shown.replaceAll(" ", "")).to.include(message.replaceAll(" ", ""));
  });

  it("counts as sick only when something fails", () => {
    const findings: Finding[] = [MYSQL.ok("a"), CLOCK.warn("b")];
    expect(isSick(findings)).to.equal(false);
    expect(isSick([...findings, CLOCK.fail("c")])).to.equal(true);
  });
});

describe("doctor/text-width", () => {
  it("counts two columns for Chinese and one for the rest", () => {
    expect(widthOf("MySQL 版本")).to.equal(10);
    expect(padTo("版本", 6)).to.equal("版本  ");
    expect(padTo("版本", 3)).to.equal("版本");
  });

  it("breaks between words, never inside one that fits", () => {
    expect(wrapTo("请看 WECOM_SECRET 的值", 15)).to.deep.equal(["请看", "WECOM_SECRET 的", "值"]);
    expect(wrapTo("", 10)).to.deep.equal([""]);
  });
});
