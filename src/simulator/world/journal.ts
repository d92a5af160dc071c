/** One thing that happened in the world; the page and the event stream are fed from these. */
export interface Change {
  readonly seq: number;
  readonly atMs: number;
  readonly kind: ChangeKind;
  /** Members whose phones look different now; empty = perhaps all. */
  readonly userids: readonly string[];
}

export type ChangeKind =
  | "message"
  | "card-updated"
  | "pressed"
  | "recalled"
  | "group"
  | "menu"
  | "people"
  | "phone"
  | "push"
  | "faults"
  | "clock"
  | "reset";

type Listener = (change: Change) => void;

/** Tells listeners what happened, in order. */
export interface Journal {
  tell(kind: ChangeKind, userids?: readonly string[]): void;
  /** Calls `listener` at every change until the returned function is called. */
  listen(listener: Listener): () => void;
  lastSeq(): number;
}

/** Makes a journal stamped by the given time source (milliseconds). */
export function createJournal(nowMs: () => number): Journal {
  const listeners = new Set<Listener>();
  let seq = 0;
  return {
    tell(kind, userids = []) {
      seq += 1;
      const change: Change = { seq, atMs: nowMs(), kind, userids };
      for (const listener of listeners) listener(change);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    lastSeq: () => seq,
  };
}
