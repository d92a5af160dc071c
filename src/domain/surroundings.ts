import type { Flow } from "./approval/flow.ts";
import type { Approval } from "./approval/instance.ts";
import type { Bureau } from "./bureau.ts";
import type { StaffId } from "./ids.ts";
import type { Grant } from "./leave/grant.ts";

/** What a verb may ask besides the case: what the bureau has settled, the time, and pinned flows. */
export interface Surroundings {
  bureau: Bureau;
  at: Date;
  /** The flow that an approval goes by: the one that it began with, or what that says of revocations. */
  flowOf: (approval: Approval) => Flow;
  /** 休假代理 that may act at this moment. */
  grants?: readonly Grant[];
  /** Who has left, and when. */
  departed?: ReadonlyMap<StaffId, Date>;
}
