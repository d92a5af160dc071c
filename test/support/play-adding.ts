// 加签 and 减签 in sentences, beside those of play-approval.
import { addSigners } from "../../src/domain/approval/add-signers.ts";
import type { Approval } from "../../src/domain/approval/instance.ts";
import { removableSeats, removeSigner } from "../../src/domain/approval/remove-signer.ts";
import type { Placing, SignerOrder } from "../../src/domain/approval/signers.ts";
import type { Outcome } from "../../src/domain/outcome.ts";
import { deedOf } from "./build-act.ts";
import { SEATS, buildApproval, buildFile, buildNode, november, staff } from "./build.ts";
import {
  BASE_FLOW,
  factsFor,
  newestTaskOf,
  nextOf,
  say,
  type StaffedNode,
} from "./play-approval.ts";

/** 刘洋 and 吴昊 are asked together, and have their seats. */
export const SEATED = buildFile({
  approvals: [
    buildApproval({
      nodes: [
        buildNode({
          seats: SEATS,
        }),
      ],
    }),
  ],
});

interface Played {
  flow?: readonly StaffedNode[];
  at?: Date;
}

/** "li adds zhao,sun before any": by their newest task; 会签 unless an order is said. */
export function add(
  approval: Approval,
  sentence: string,
  { flow = BASE_FLOW, at = november(23, "14:00") }: Played = {},
): Outcome<Approval> {
  const [by = "", , people = "", placing = "", order = "all"] = sentence.split(" ");
  const how = {
    task: newestTaskOf(approval, by),
    placing: placing as Placing,
    order: order as SignerOrder,
    people: people
      .split(",")
      .filter((one) => one !== "")
      .map((userid) => ({ userid: staff(userid), label: `${userid} 席位` })),
    deed: deedOf({ by: personOf(by), at }),
  };
  return addSigners(approval, how, factsFor(flow, { at, taskCount: approval.tasks.length }));
}

/** "li removes zhao": by their newest task. */
export function remove(
  approval: Approval,
  sentence: string,
  { flow = BASE_FLOW, at = november(23, "14:02") }: Played = {},
): Outcome<Approval> {
  const [by = "", , whom = ""] = sentence.split(" ");
  const task = newestTaskOf(approval, by);
  const seatNo = removableSeats(approval, task).find(({ holder }) => holder === whom)?.seatNo ?? 0;
  const deed = deedOf({ by: personOf(by), at });
  const facts = factsFor(flow, { at, taskCount: approval.tasks.length });
  return removeSigner(approval, { task, seatNo, deed }, facts);
}

export function personOf(userid: string) {
  return { ...deedOf().by, userid: staff(userid), name: `名 ${userid}` };
}

/** After every sentence: of adding, of removing, or of deciding. */
export function playOn(
  approval: Approval,
  sentences: readonly string[],
  flow: readonly StaffedNode[] = BASE_FLOW,
): Approval {
  return sentences.reduce((now, sentence) => {
    const [, verb] = sentence.split(" ");
    if (verb === "adds") return nextOf(add(now, sentence, { flow }));
    if (verb === "removes") return nextOf(remove(now, sentence, { flow }));
    return nextOf(say(now, sentence, { flow }));
  }, approval);
}
