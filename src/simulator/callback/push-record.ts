/** One attempt to hand an event to the app. */
export interface PushTry {
  readonly atMs: number;
  /** HTTP status; undefined when no answer came in time. */
  readonly status?: number;
  readonly error?: string;
  /** Wall time the app took, in milliseconds. */
  readonly latencyMs: number;
  readonly timestamp: string;
  readonly nonce: string;
}

/** What the app said in the answer's body. */
export interface PassiveReply {
  readonly problems: readonly string[];
  readonly plaintext?: string;
  readonly msgtype?: string;
  /** The member saw it. */
  readonly shown: boolean;
}

/** An event on its way to an app, with everything that happened to it. */
export interface Push {
  readonly id: string;
  readonly atMs: number;
  readonly agentId: number;
  readonly userid: string;
  /** `text`, `template_card_event`, … */
  readonly event: string;
  /** Key of a button or menu, or the text; for people who read the list. */
  readonly label: string;
  readonly plaintext: string;
  readonly redeliveryOf?: string;
  /** `ResponseCode` inside, if it has one. */
  readonly responseCode?: string;
  status: "waiting" | "delivered" | "given-up" | "lost" | "held" | "no-callback-url";
  readonly tries: PushTry[];
  passive?: PassiveReply;
}
