import { expect } from "chai";
import {
  asOfText,
  clockText,
  dayText,
  dueText,
  momentText,
  shortMomentText,
  stampText,
  undoText,
} from "../../../src/messages/moments.ts";
import { november } from "../../support/build.ts";

const now = november(23, "15:10:07");

describe("moments in words", () => {
  it("are times of Asia/Shanghai, whatever the host's zone", () => {
    expect(clockText(new Date("2026-11-23T06:03:59Z"))).equal("14:03");
    expect(momentText(new Date("2026-11-23T17:00:00Z"), now)).equal("11月24日 01:00");
  });

  it("have year, day and time on what is kept", () => {
    expect(stampText(new Date("2026-11-23T17:00:00Z"))).equal("2026-11-24 01:00");
  });

  it("leave out the day when it is the reader's", () => {
    expect(shortMomentText(november(23, "14:03"), now)).equal("14:03");
    expect(shortMomentText(november(22, "14:03"), now)).equal("11月22日 14:03");
  });

  it("are to the second where somebody has a minute to undo a decision, and gone when it is over", () => {
    expect(undoText(november(23, "15:10:30"), now)).equal(" · 可在 15:10:30 前撤回");
    expect(undoText(now, now)).equal("");
    expect(undoText(undefined, now)).equal("");
  });

  it("name the year when it is not the reader's", () => {
    expect(momentText(new Date("2027-01-05T01:00:00Z"), now)).equal("2027年1月5日 09:00");
    expect(dayText("2027-01-05", now)).equal("2027年1月5日");
  });

  it("mark a due time that rests on an unannounced calendar", () => {
    const dueAt = november(24, "18:00");
    expect(dueText({ dueAt, dueProvisional: false }, now)).equal("11月24日 18:00");
    expect(dueText({ dueAt, dueProvisional: true }, now)).equal("11月24日 18:00（暂定）");
  });

  it("go to the second where an answer says as of when it holds", () => {
    expect(asOfText(now)).equal("截至 11月23日 15:10:07");
  });
});
