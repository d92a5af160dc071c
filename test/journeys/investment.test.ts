import { expect } from "chai";
import {
  approve,
  approveAll,
  callApi,
  example,
  giveBack,
  newestCard,
  shownText,
  textsOf,
  type ApiAnswer,
} from "../support/people.ts";
import { checkTruth } from "../support/truth.ts";
import { settle } from "../support/world.ts";
import { caseForEach } from "../support/this-case.ts";
import { worldForAll } from "../support/world-hooks.ts";

describe("the investment for the supporting grid is signed off", () => {
  const world = worldForAll();
  const thisCase = caseForEach(world);

  beforeEach(async () => {
    await approveAll(world);
  });

  afterEach(() => checkTruth(world));

  async function submit(change: object = {}): Promise<ApiAnswer> {
    const answer = await callApi(world, `/api/cases/${thisCase.no}/investments`, {
      body: { submittedBy: "maqiang", investment: { ...example("investment"), ...change } },
    });
    await settle(world);
    return answer;
  }

  it("Ma submits it: planning, then finance; their cards show the amount", async () => {
    const answer = await submit();
    expect(answer.status, JSON.stringify(answer.body)).to.equal(201);

    const card = newestCard(world, "chenming");
    expect(shownText(card)).to.include("投资 v1").and.include("21.36");
    await approve(world, "chenming");
    await approve(world, "hebing");

    expect((await thisCase.decisions()).slice(-2)).to.deep.equal([
      "chenming approve",
      "hebing approve",
    ]);
    expect(textsOf(world, "maqiang").join("\n")).to.include(`${thisCase.no} 投资 v1 审批已通过`);
  });

  it("finance returns it for its estimate: Ma reads why, the second version begins a second round", async () => {
    await submit();
    await approve(world, "chenming");

    await giveBack(world, "hebing", { opinion: "cost-unfit" });

    expect(textsOf(world, "maqiang").at(-1)).to.include("投资估算有误").and.include("何冰");
    const estimate = example("investment")["estimate"];
    const answer = await submit({
      estimate: { ...estimate, lineFen: 14_100_000, totalFen: 21_260_000 },
    });
    expect(answer.body).to.include({ version: 2 });
    expect(shownText(thisCase.cardOf("chenming"))).to.include("较 v1 修改");
    await approve(world, "chenming");
    await approve(world, "hebing");
    expect(textsOf(world, "maqiang").join("\n")).to.include(`${thisCase.no} 投资 v2 审批已通过`);
  });

  it("a larger amount takes the longer way", async () => {
    const estimate = {
      totalFen: 900_000_000,
      lineFen: 900_000_000,
      transformerFen: 0,
      meteringFen: 0,
      civilFen: 0,
      permitFen: 0,
      otherFen: 0,
    };
    const answer = await submit({ estimate });
    expect(answer.status, JSON.stringify(answer.body)).to.equal(201);
    const offices = ["chenming", "zhaogang", "wuhao", "hebing", "yangbo", "xujing"];
    for (const userid of offices) {
      await approve(world, userid, { card: thisCase.cardOf(userid) });
    }

    expect((await thisCase.decisions()).slice(-6)).to.deep.equal(
      offices.map((userid) => `${userid} approve`),
    );
    expect(textsOf(world, "maqiang").join("\n")).to.include(`${thisCase.no} 投资 v1 审批已通过`);
  });

  it("an estimate that does not add up is refused with the field", async () => {
    const answer = await submit({
      estimate: { ...example("investment")["estimate"], otherFen: 1 },
    });

    expect(answer.status).to.equal(422);
    expect(JSON.stringify(answer.body)).to.include("estimate");
  });
});
