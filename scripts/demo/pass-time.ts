import { plusWorkingMinutes } from "../../src/domain/time/working-minutes.ts";
import { read, sqlFor } from "../../src/store/db.ts";
import { DemoFailed, type Demo } from "./bureau.ts";
import { fileOf } from "./people.ts";

/** More moments than any ladder of the demo has before the story goes on. */
const MAX_MOMENTS = 60;

/** Lets time pass as it would, from one moment at which some case asks for attention to the next, up to `at`. */
export async function passTime(demo: Demo, at: Date): Promise<void> {
  for (let moments = 0; moments < MAX_MOMENTS; moments += 1) {
    const next = await nextAttention(demo);
    if (next === undefined || next >= at) return demo.passTo(at);
    await demo.passTo(next);
  }
  throw new DemoFailed("some case asks for attention again and again");
}

/** Lets working time pass: nights, noons and days off are gone through as well. */
export function passWorkMin(demo: Demo, workMin: number): Promise<void> {
  const { calendar } = demo.bureau;
  return passTime(demo, plusWorkingMinutes(calendar, demo.simulator.world.clock.now(), workMin));
}

/** Lets time pass until this rung of the ladder has been reached in a case. */
export async function passUntilRung(demo: Demo, caseNo: string, rungId: string): Promise<void> {
  for (let moments = 0; moments < MAX_MOMENTS; moments += 1) {
    const { approvals } = await fileOf(demo, caseNo);
    const fired = approvals.flatMap(({ firedRungs }) => firedRungs);
    if (fired.some((one) => one.rungId === rungId)) return;
    const next = await nextAttention(demo);
    if (next === undefined) break;
    await demo.passTo(next);
  }
  throw new DemoFailed(`the ladder of ${caseNo} never came to ${rungId}`);
}

async function nextAttention({ app }: Demo): Promise<Date | undefined> {
  const { db, clock } = app.deps;
  const [rows] = await read(
    db,
    sqlFor
      .selectFrom("cases")
      .select(({ fn }) => fn.min("next_attention_at").as("at"))
      .where("next_attention_at", ">", clock.now()),
  );
  return rows[0]?.at ?? undefined;
}
