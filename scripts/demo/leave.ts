import { dayOn } from "../../src/domain/time/china-time.ts";
import { DAY_MS } from "../../src/lib/clock.ts";
import { browserOf } from "./browser.ts";
import type { Demo } from "./bureau.ts";
import { DELEGATE, ON_LEAVE } from "./cast.ts";
import { nameIn, tellNewest } from "./pressing.ts";
import { heading, step } from "./tell.ts";

const LEAVE_DAYS = 14;

/** Zhao Gang hands his signatures to Sun Li on the page 休假代理; she accepts, and is asked in his place. */
export async function goneOnLeave(demo: Demo): Promise<void> {
  const { clock } = demo.simulator.world;
  heading(clock, "Zhao Gang goes on leave 赵刚休假");
  const from = clock.now();
  const until = new Date(from.getTime() + (LEAVE_DAYS - 1) * DAY_MS);
  await browserOf(demo, ON_LEAVE).fillIn("/leave", /^\/leave$/, {
    delegate: DELEGATE,
    from: dayOn(from),
    until: dayOn(until),
    mode: "replace",
    reason: "年休假",
  });
  tellNewest(demo, DELEGATE);
  await browserOf(demo, DELEGATE).fillIn("/leave", /\/accept$/);
  const [principal, delegate] = [nameIn(demo, ON_LEAVE), nameIn(demo, DELEGATE)];
  step(clock, "accept", `${delegate} 接受代理；等待 ${principal} 的审批即时转由 ${delegate} 办理`);
}
