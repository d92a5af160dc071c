import { onTask, type ActAsked, type Subject } from "./act-rule.ts";
import { actReason } from "./act-words.ts";
import { addSigners, whyNotAdd } from "../approval/add-signers.ts";
import type { Approval, Task } from "../approval/instance.ts";
import type { Placing, SignerOrder } from "../approval/signers.ts";
import { withApproval, type CaseFile } from "../case-file.ts";
import { newSigners } from "./new-signers.ts";
import { andThen, refuse, type Outcome } from "../outcome.ts";
import { engineFacts, situationOf } from "../situation.ts";
import { signTask } from "./sign-task.ts";
import type { Surroundings } from "../surroundings.ts";
import { TRANSFER } from "./transfer-task.ts";

type OnTask = Subject & { task: Task };

const PLACINGS = ["before", "after", "beside"] as const;
const ORDERS: readonly SignerOrder[] = ["all", "any", "sequential"];

/**
 * 加签: the holder of a task adds people before, after or beside them, and says why. After: the holder approves by the
 * same form, in the same words. Beside: the task may go to somebody else at once, as a suspended one could not.
 */
export const ADD_SIGNERS = onTask({
  whyNot: ({ approval, task }, { by }) => whyNotAdd(approval, { task, by }),
  act: (subject, { signers, ...asked }, around) => {
    const placing = PLACINGS.find((one) => one === signers?.placing);
    const order = ORDERS.find((one) => one === signers?.order);
    if (signers === undefined || placing === undefined || order === undefined) {
      return refuse({ code: "cannot-add", why: "how" });
    }
    if (asked.choice !== undefined && placing !== "beside") {
      return refuse({ code: "cannot-add", why: "transfer-beside-only" });
    }
    return andThen(actReason(asked.text), (text) => {
      const said = { ...asked, text };
      const adding = { ids: signers.people, placing, order, said };
      return andThen(add(subject, adding, around), (approval, told) => {
        const file = withApproval(subject.file, approval);
        const moment = { ...subject, file, approval, task: subject.task };
        return andThen(goOn(moment, { said, placing }, around), (next, more) => ({
          ok: true,
          next,
          events: [...told, ...more],
        }));
      });
    });
  },
});

/** 委派: the holder of a task asks one person for an opinion, and decides afterwards. */
export const ASK_OPINION = onTask({
  whyNot: ({ approval, task }, { by }) => whyNotAdd(approval, { task, by }),
  act: (subject, asked, around) =>
    andThen(actReason(asked.text), (text) => {
      const ids = asked.choice === undefined ? [] : [asked.choice];
      const adding = { ids, placing: "opinion", order: "all", said: { ...asked, text } } as const;
      return andThen(add(subject, adding, around), (approval, events) => ({
        ok: true,
        next: withApproval(subject.file, approval),
        events,
      }));
    }),
});

interface AddingAsked {
  ids: readonly string[];
  placing: Placing;
  order: SignerOrder;
  said: Pick<ActAsked, "by" | "text">;
}

function add(
  subject: OnTask,
  { ids, placing, order, said: { by, text } }: AddingAsked,
  around: Surroundings,
): Outcome<Approval> {
  const { approval, task } = subject;
  const situation = situationOf(subject, around);
  if (situation === undefined) return refuse({ code: "plan-missing" });
  const deed = { by, text, at: around.at };
  const found = newSigners(ids, { by, placing }, around.bureau.organisation);
  return andThen(found, (people) =>
    addSigners(approval, { task, placing, order, people, deed }, engineFacts(situation)),
  );
}

/** What the same form does besides: the holder approves, or gives the task away. */
function goOn(
  subject: OnTask,
  { said, placing }: { said: ActAsked; placing: Placing },
  around: Surroundings,
): Outcome<CaseFile> {
  if (said.choice !== undefined) return TRANSFER.act(subject, said, around);
  if (placing !== "after") return { ok: true, next: subject.file, events: [] };
  const signature = {
    task: subject.task,
    verb: "approve",
    opinion: { code: "", text: said.text },
    by: said.by,
    eventAt: around.at,
    channel: "page",
    shownHash: undefined,
  } as const;
  return signTask(subject, signature, around);
}
