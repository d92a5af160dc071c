import { expect } from "chai";
import {
  isOverdue,
  limitText,
  timeLeftText,
  usedText,
  workMinText,
} from "../../../src/messages/durations.ts";
import { buildBureau, buildNode, november } from "../../support/build.ts";

const { calendar } = buildBureau();

describe("durations in words", () => {
  for (const [workMin, words] of [
    [0, "不到1分钟"],
    [1, "1分钟"],
    [59, "59分钟"],
    [60, "1小时"],
    [380, "6小时20分"],
    [840, "14小时"],
    [-35, "35分钟"],
  ] as const) {
    it(`${workMin} working minutes are ${words}`, () => {
      expect(workMinText(workMin)).equal(words);
    });
  }

  it("say what of a node's time is booked to a vacant office, from a minute on", () => {
    const used = { node: buildNode(), workMin: 180, isLate: false };
    expect(usedText({ ...used, vacantWorkMin: 120 })).equal("3小时，其中岗位空缺 2小时");
    expect(usedText({ ...used, vacantWorkMin: 0.5 })).equal("3小时");
  });

  it("keep a limit in its own unit: days are never turned into hours", () => {
    expect(limitText({ workDays: 2 })).equal("2个工作日");
    expect(limitText({ workMin: 840 })).equal("14小时（工作时间）");
  });

  it("count only working time until the due time", () => {
    expect(timeLeftText(calendar, november(24, "18:00"), november(23, "15:10"))).equal(
      "剩 9小时50分（工作时间）",
    );
  });

  it("count days instead of minutes from three working days on, over a weekend too", () => {
    expect(timeLeftText(calendar, november(26, "18:00"), november(23, "15:10"))).equal(
      "剩 3个工作日",
    );
    expect(timeLeftText(calendar, november(26, "18:00"), november(24, "09:00"))).equal(
      "剩 20小时30分（工作时间）",
    );
    expect(timeLeftText(calendar, november(26, "18:00"), november(30, "09:00"))).equal(
      "已超期 7小时30分（工作时间）",
    );
  });

  it("tell what is over in one way however long it is, as the time that was used", () => {
    expect(timeLeftText(calendar, november(20, "18:00"), november(25, "09:00"))).equal(
      "已超期 14小时30分（工作时间）",
    );
  });

  it("say by how much working time a due time was missed", () => {
    expect(timeLeftText(calendar, november(23, "17:25"), november(24, "09:00"))).equal(
      "已超期 1小时5分（工作时间）",
    );
  });

  it("do not say overdue at night before a due time that is still ahead", () => {
    expect(timeLeftText(calendar, november(24, "08:30"), november(23, "20:00"))).equal(
      "剩 不到1分钟（工作时间）",
    );
  });

  it("call a task overdue from the due instant on", () => {
    expect(isOverdue(november(24, "18:00"), november(24, "17:59:59"))).equal(false);
    expect(isOverdue(november(24, "18:00"), november(24, "18:00"))).equal(true);
  });
});
