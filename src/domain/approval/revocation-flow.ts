import { nodesAmong } from "./choose-flow.ts";
import type { Flow, FlowNode, OnTimeout } from "./flow.ts";

/**
 * The flow by which the revocation of what a flow has approved is decided: the nodes that it names for that, or all of
 * them. People decide there, each by themselves: no rule and no silence stands for them, and nothing is signed in batches.
 */
export function revocationFlow(flow: Flow): Flow {
  const named = flow.revoke;
  const nodes = nodesAmong(flow, ({ id }) => named === undefined || named.includes(id));
  const { id, version, name, kind, order, when } = flow;
  return { id, version, name, kind, order, when, nodes: nodes.map(decidedByPeople) };
}

/** What stays of a node: who signs, in which mode, until when, and who is called in when it is late. */
function decidedByPeople(node: FlowNode): FlowNode {
  const { id, name, mode, who, limit, ladder, after, when, onTimeout, undoSeconds } = node;
  return {
    id,
    name,
    mode,
    who,
    limit,
    ladder,
    after,
    when,
    ...(onTimeout !== undefined && ASKS_PEOPLE.has(onTimeout.act) ? { onTimeout } : {}),
    ...(undoSeconds === undefined ? {} : { undoSeconds }),
  };
}

const ASKS_PEOPLE: ReadonlySet<OnTimeout["act"]> = new Set(["escalate", "take-over"]);
