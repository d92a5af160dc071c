import { expect } from "chai";
import { say } from "../../src/simulator/phone/chat.ts";
import { cardAbout, decisionsOf, freshCase } from "../support/presses.ts";
import { pressOnly, textsOf } from "../support/people.ts";
import { checkTruth } from "../support/truth.ts";
import { settle } from "../support/world.ts";
import { worldForAll } from "../support/world-hooks.ts";

/** More than the connections that the service may open to MySQL. */
const AT_ONCE = 25;

describe("many people at the same moment", () => {
  const world = worldForAll();

  it("each ask where a case is, and each is answered at the first try", async () => {
    const caseNo = await freshCase(world);
    const people = world.config.bureau.organisation.people.map(({ userid }) => userid);

    const asked = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, n) =>
        say(world.simulator.stage, {
          userid: people[n % people.length] ?? "zhangwei",
          content: `${caseNo.slice(0, 7)}${n % 2 === 0 ? "" : " "}`,
        }),
      ),
    );

    const statuses = asked.map((act) =>
      act.ok ? act.push?.tries.map(({ status }) => status) : [],
    );
    expect(statuses).to.deep.equal(Array.from({ length: AT_ONCE }, () => [200]));
    await settle(world);
    expect(textsOf(world, "zhangwei").join("\n")).to.include(caseNo);
  });

  it("each press a card of another case, and each press counts once", async () => {
    const cases: string[] = [];
    for (let n = 0; n < AT_ONCE; n += 1) cases.push(await freshCase(world));

    const pushes = await Promise.all(
      cases.map((caseNo) =>
        pressOnly(world, "liting", { button: "同意", card: cardAbout(world, "liting", caseNo) }),
      ),
    );

    expect(pushes.flatMap((push) => push.tries.map(({ status }) => status))).to.deep.equal(
      Array.from({ length: AT_ONCE }, () => 200),
    );
    await settle(world);
    for (const caseNo of cases) expect(await decisionsOf(world, caseNo), caseNo).to.have.length(1);
    await checkTruth(world);
  });
});
