/** A disturbance of the API, applied to the next matching calls. */
export type ApiFaultKind =
  | "errcode"
  | "http"
  | "timeout-before"
  | "timeout-after"
  | "reset-before"
  | "reset-after"
  | "malformed"
  | "slow"
  | "drop";

/** A disturbance of the way to the app's callback, applied to the next pushes. */
export type CallbackFaultKind =
  | "lose-callback"
  | "duplicate-callback"
  | "concurrent-callback"
  | "delay-callback"
  | "reorder-callback"
  | "unreachable-callback"
  | "lost-answer-callback";

export const API_FAULT_KINDS: readonly ApiFaultKind[] = [
  "errcode",
  "http",
  "timeout-before",
  "timeout-after",
  "reset-before",
  "reset-after",
  "malformed",
  "slow",
  "drop",
];

export const CALLBACK_FAULT_KINDS: readonly CallbackFaultKind[] = [
  "lose-callback",
  "duplicate-callback",
  "concurrent-callback",
  "delay-callback",
  "reorder-callback",
  "unreachable-callback",
  "lost-answer-callback",
];

export interface Fault {
  readonly id: string;
  /** API path without `/cgi-bin/`, `*` for every API; `callback` for pushes. */
  readonly api: string;
  readonly kind: ApiFaultKind | CallbackFaultKind;
  /** How many more calls it hits; Infinity = until cleared. */
  timesLeft: number;
  /** Calls to let pass first. */
  skipLeft: number;
  readonly errcode?: number;
  readonly status?: number;
  readonly delayMs?: number;
  /** The call is carried out first, then the fault answers: the caller cannot know. */
  readonly afterProcessing?: boolean;
  /** Only calls that name this member (in `touser`, `userids`, or as the sender of an event). */
  readonly userid?: string;
  hits: number;
}
