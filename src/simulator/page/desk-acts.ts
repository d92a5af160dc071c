// What the forms of the workbench do.
import { moveClock } from "../control/move-clock.ts";
import { setBehaviour } from "../control/set-behaviour.ts";
import { addFault, clearFaults } from "../control/set-faults.ts";
import type { JsonObject } from "../json.ts";
import type { Stage } from "../phone/act.ts";
import { invalidateTokens } from "../world/tokens.ts";

export type Form = URLSearchParams;
type DeskAct = (stage: Stage, form: Form) => Promise<void>;

/** A field of a form; "" when it is absent. */
export const text = (form: Form, field: string) => form.get(field) ?? "";

/** The fault a form describes; a typed error code goes before a chosen kind. */
function faultOf(form: Form): JsonObject {
  const delaySec = Number(text(form, "delaySec"));
  return {
    api: text(form, "api"),
    kind: text(form, "errcode").trim() || text(form, "kind"),
    times: Number(text(form, "times")),
    skip: Number(text(form, "skip")),
    userid: text(form, "userid"),
    afterProcessing: text(form, "afterProcessing") === "yes",
    ...(delaySec > 0 ? { delayMs: delaySec * 1_000 } : {}),
  };
}

/** `POST /desk/{name}` */
export const DESK_ACTS: Readonly<Record<string, DeskAct>> = {
  async clock({ world }, form) {
    const frozen = form.get("frozen");
    await moveClock(world, {
      advanceMs: Number(text(form, "advanceMs")),
      advanceWorkDays: Number(text(form, "advanceWorkDays")),
      ...(frozen === null ? {} : { frozen: frozen === "yes" }),
    });
  },
  async fault({ world }, form) {
    addFault(world, faultOf(form));
  },
  async "fault-clear"({ world }, form) {
    const id = text(form, "clear");
    clearFaults(world, { clear: id === "all" ? true : id });
  },
  async switch({ world }, form) {
    const name = text(form, "name");
    const isOn = text(form, "value") === "on";
    const clock = isOn ? "simulated" : "real";
    setBehaviour(world, { [name]: name === "retryClock" ? clock : isOn });
    world.journal.tell("faults");
  },
  async "invalidate-tokens"({ world }) {
    invalidateTokens(world);
  },
  async "release-held"({ pusher }) {
    await pusher.releaseHeld();
  },
  async redeliver({ world, pusher }, form) {
    const push = world.pushes.find((each) => each.id === text(form, "eventId"));
    if (push !== undefined) await pusher.redeliver(push);
  },
};
