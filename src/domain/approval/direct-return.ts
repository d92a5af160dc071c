import type { Approval, Decision } from "./instance.ts";
import { currentNodes } from "./tasks.ts";

/** A return by somebody who wanted the next version straight back. */
export interface DirectReturn {
  returned: Decision;
  /** Whether it has come back to them: nobody before them had to sign again. */
  isBack: boolean;
}

/** The return that the version of now answers, if whoever returned it wanted it straight back. */
export function directReturn(approval: Approval): DirectReturn | undefined {
  const { decisions, documentVersion: version } = approval;
  const returned = decisions.findLast(
    ({ verb, documentVersion }) => verb === "return" && documentVersion < version,
  );
  if (returned?.resume !== "direct") return undefined;
  const isBack = currentNodes(approval).some(({ nodeId }) => nodeId === returned.nodeId);
  return { returned, isBack };
}
