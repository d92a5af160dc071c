import { expect } from "chai";
import { read, sqlFor } from "../../src/store/db.ts";
import { approveAll, ask, callApi, CASE_NO, openCase, submitPlan } from "../support/people.ts";
import { checkTruth } from "../support/truth.ts";
import { worldForAll } from "../support/world-hooks.ts";

const CONTACT = { contactName: "乌云其其格", contactPhone: "13800138000" };

describe("a customer's contact person", () => {
  const world = worldForAll();

  before(async () => {
    await openCase(world, CONTACT);
    await submitPlan(world);
    await ask(world, "zhangwei", `查询 ${CASE_NO}`);
    await approveAll(world);
  });

  it("is kept in one table", async () => {
    const { db } = world.app.deps;
    const [contacts] = await read(db, sqlFor.selectFrom("case_contacts").selectAll());
    expect(contacts).to.deep.include({
      case_id: 1,
      contact_name: CONTACT.contactName,
      contact_phone: CONTACT.contactPhone,
    });
    const [rows] = await read(db, sqlFor.selectFrom("outbox").select("message"));
    expect(mentions(rows)).to.equal(false);
  });

  it("stands on no phone, in no answer of the API and in no log", async () => {
    const { messages, chats, cards } = world.simulator.world;
    const answer = await callApi(world, `/api/cases/${CASE_NO}`);

    expect(messages.size).to.be.greaterThan(6);
    expect(mentions([...messages.values(), ...chats.values(), ...cards.values()])).to.equal(false);
    expect(answer.status).to.equal(200);
    expect(mentions(answer.body)).to.equal(false);
    expect(mentions(world.logLines)).to.equal(false);
    await checkTruth(world);
  });
});

function mentions(what: unknown): boolean {
  const text = JSON.stringify(what);
  return Object.values(CONTACT).some((secret) => text.includes(secret));
}
