import type { Grant } from "../../src/domain/leave/grant.ts";
import { november, staff } from "./build.ts";

/** 刘洋 is on leave from the 23rd to the 27th, 黄敏 decides everything instead and has accepted. */
export function buildGrant(changes: Partial<Grant> = {}): Grant {
  return {
    id: 1,
    principal: staff("liuyang"),
    delegate: staff("huangmin"),
    fromAt: november(23, "00:00"),
    untilAt: november(28, "00:00"),
    scope: { kinds: [], maxVoltageKv: undefined, maxCapacity: undefined },
    mode: "replace",
    documentNo: "",
    reason: "",
    madeBy: staff("liuyang"),
    madeAt: november(22, "10:00"),
    acceptedAt: november(22, "11:00"),
    endedAt: undefined,
    ...changes,
  };
}
