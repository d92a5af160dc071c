import type { Approval, Task } from "../../src/domain/approval/instance.ts";
import { signatureOf } from "../../src/domain/approval/tasks.ts";
import type { CaseFile } from "../../src/domain/case-file.ts";
import { ADVISER, ASKING, DELEGATE, ON_LEAVE, UNTOUCHED } from "./cast.ts";
import type { Check } from "./check.ts";
import type { Demo } from "./bureau.ts";
import { cardOnPhone, textsOf } from "./people.ts";

/** What is more than asking somebody and getting their signature: each of it happened, and can be seen. */
export function checkOtherWays(demo: Demo, files: readonly CaseFile[], story: CaseFile): Check[] {
  const tasks = story.approvals.flatMap((approval) =>
    approval.tasks.map((task) => ({ approval, task })),
  );
  const ofStory = (is: (found: Found) => boolean): Found[] => tasks.filter(is);
  return [
    {
      what: "carry-over 沿用: an earlier signature stands for the new version, and nobody was asked again",
      problems: oneOf("signature that stands", ofStory(isCarriedOver)),
    },
    {
      what: "added signer 前加签: the opinion came first and stood on the card of whoever wanted it",
      problems: [
        ...oneOf("opinion asked for", ofStory(isOpinion)),
        ...oneOf(
          "card with the opinion",
          ofStory(
            ({ task }) => isAfterOpinion(task) && faceOf(demo, story, task).includes("郑红 同意"),
          ),
        ),
      ],
    },
    {
      what: "vacation 休假: the delegate was asked in the principal's place and signed 代",
      problems: [
        ...oneOf(
          "signature of the delegate",
          ofStory(
            ({ approval, task }) =>
              isSignedFor(approval, task) && faceOf(demo, story, task).includes("代 赵刚"),
          ),
        ),
        ...oneOf("acceptance that the principal read", acceptancesOf(demo)),
      ],
    },
    {
      what: "exemption 免审: a typical plan was agreed to by its rule, and its department got no card",
      problems: oneOf(
        "exempt case",
        files.filter((file) => isExempt(demo, file)),
      ),
    },
  ];
}

interface Found {
  approval: Approval;
  task: Task;
}

function oneOf(what: string, found: readonly unknown[]): string[] {
  return found.length === 1 ? [] : [`${found.length} times: ${what}`];
}

function isCarriedOver({ approval, task }: Found): boolean {
  const isKept = task.status === "kept" && task.holder === UNTOUCHED;
  return isKept && signatureOf(approval, task)?.documentVersion === 1;
}

function isOpinion({ approval, task }: Found): boolean {
  const node = approval.nodes.find(
    ({ round, nodeId }) => round === task.round && nodeId === task.nodeId,
  );
  const seat = node?.seats.find(({ seatNo }) => seatNo === task.seatNo);
  const isAdvice = task.holder === ADVISER && seat?.added?.placing === "before";
  return isAdvice && signatureOf(approval, task) !== undefined;
}

function isAfterOpinion({ holder, round, status }: Task): boolean {
  return holder === ASKING && round === 2 && status === "done";
}

function isSignedFor(approval: Approval, task: Task): boolean {
  const signed = signatureOf(approval, task);
  return signed?.decidedBy === DELEGATE && signed.onBehalfOf?.principal === ON_LEAVE;
}

function acceptancesOf(demo: Demo): string[] {
  return textsOf(demo, ON_LEAVE).filter((text) => text.includes("休假代理已被接受"));
}

function isExempt(demo: Demo, file: CaseFile): boolean {
  return file.approvals.some(({ decisions, tasks }) =>
    decisions.some(({ byRule, taskId }) => {
      const task = tasks.find(({ id }) => id === taskId);
      return byRule?.kind === "typical-plan" && task && faceOf(demo, file, task) === "";
    }),
  );
}

/** Everything that the cards of a task said when they came to the phone. */
function faceOf(demo: Demo, { cards }: CaseFile, task: Task): string {
  return cards
    .filter(({ taskId }) => taskId === task.id)
    .flatMap(({ to, id }) => cardOnPhone(demo, to, id) ?? [])
    .map(({ msgid }) => JSON.stringify(demo.simulator.world.messages.get(msgid)?.content ?? {}))
    .join("");
}
