import type { FlowNode } from "./flow.ts";

/** A node as far as it stands on a path. */
export type PathNode = Pick<FlowNode, "id" | "after">;

/** A return as far as the path goes: the node that it came from, and the one that it goes back to. */
export interface Way {
  from: string;
  to: string;
}

/** What a return to a node goes back over. Whatever is not named here goes on untouched. */
export interface ReturnScope {
  /** The node that it goes back to, and all that depends on it: none of it counts until that has passed again. */
  recalled: ReadonlySet<string>;
  /** Those of them that lie between the two, without them: signed on the way to whoever returns. */
  between: ReadonlySet<string>;
}

/**
 * A node of one branch has followers only in that branch and behind the join, so its siblings are left alone; a node
 * at or before the fork has them all.
 */
export function returnScope(path: readonly PathNode[], { from, to }: Way): ReturnScope {
  const followers = followersOf(path, to);
  const before = precursorsOf(path, from);
  return {
    recalled: new Set([to, ...followers]),
    between: new Set([...followers].filter((id) => before.has(id))),
  };
}

/** All nodes that wait for this one, directly or through others. */
export function followersOf(path: readonly PathNode[], id: string): Set<string> {
  const found = new Set<string>();
  const queue = [id];
  for (const one of queue) {
    for (const next of path.filter(({ after }) => after.includes(one))) {
      if (found.has(next.id)) continue;
      found.add(next.id);
      queue.push(next.id);
    }
  }
  return found;
}

/** All nodes that this one waits for, directly or through others. */
export function precursorsOf(path: readonly PathNode[], id: string): Set<string> {
  return new Set(path.map((node) => node.id).filter((before) => followersOf(path, before).has(id)));
}
