import { AppError } from "../lib/errors.ts";

/**
 * What to do about a failed call.
 * `retry` back off and repeat · `rate-wait` leave that API alone for its window · `refresh-token` new token, once ·
 * `stop-app` credentials or configuration, stop and alert · `undeliverable` not to this person · `bad-content` never
 * this payload · `stale` too late, take the feature's fallback · `give-up` unknown code, give up and alert.
 */
export type Reaction =
  | "retry"
  | "rate-wait"
  | "refresh-token"
  | "stop-app"
  | "undeliverable"
  | "bad-content"
  | "stale"
  | "give-up";

/** One vendor code: our name for it and what to do. */
export interface Errcode {
  name: string;
  reaction: Reaction;
  /** Page of developer.work.weixin.qq.com. */
  source: string;
}

type Row = readonly [code: number, name: string, source?: string];

const GLOBAL_CODES = "wecom:90313";

const ROWS: readonly (readonly [Reaction, readonly Row[]])[] = [
  [
    "retry",
    [
      [-1, "system-busy"],
      [6000, "data-conflict"],
      [45033, "too-many-concurrent-calls"],
      [301022, "server-busy"],
      [2000111, "server-busy"],
      [2000141, "server-busy"],
    ],
  ],
  [
    "rate-wait",
    [
      [45009, "frequency-limit", "wecom:90312"],
      [45035, "call-ceiling", "wecom:90312"],
      [45036, "call-ceiling", "wecom:90312"],
      [91040, "ticket-frequency-limit"],
    ],
  ],
  [
    "refresh-token",
    [
      [40014, "token-invalid", "wecom:91039"],
      [42001, "token-expired", "wecom:91039"],
    ],
  ],
  [
    "stop-app",
    [
      [40001, "secret-invalid", "wecom:91039"],
      [40013, "corpid-invalid", "wecom:91039"],
      [40056, "agentid-invalid"],
      [40091, "secret-illegal"],
      [41001, "token-missing"],
      [41002, "corpid-missing"],
      [41004, "secret-missing"],
      [43012, "callback-url-missing"],
      [45031, "secret-unsafe"],
      [48002, "api-forbidden"],
      [48004, "api-forbidden"],
      [48006, "api-withdrawn-app-unused", "wecom:90240"],
      [48010, "tls-too-old"],
      [50001, "redirect-domain-untrusted", "wecom:91022"],
      [50003, "app-disabled"],
      [60020, "egress-ip-not-listed", "wecom:90313"],
      [93000, "webhook-key-invalid", "wecom:99110"],
      [93001, "webhook-invalid", "wecom:99110"],
      [93004, "webhook-robot-disabled", "wecom:99110"],
      [93008, "webhook-robot-not-in-group", "wecom:99110"],
      [93017, "webhook-refused", "wecom:99110"],
      [93018, "webhook-refused", "wecom:99110"],
      [301002, "agentid-of-another-app"],
    ],
  ],
  [
    "undeliverable",
    [
      [40003, "userid-invalid"],
      [40031, "userid-list-invalid"],
      [40032, "userid-list-too-long"],
      [40050, "group-chat-unknown", "wecom:90248"],
      [48009, "contacts-only-ids", "wecom:96067"],
      [49008, "group-chat-dissolved", "wecom:90248"],
      [50002, "member-out-of-range"],
      [60011, "no-permission-for-member"],
      [60021, "member-out-of-range"],
      [60111, "userid-unknown", "wecom:90196"],
      [60123, "department-unknown"],
      [81013, "nobody-reachable", "wecom:90236"],
      [82001, "target-missing", "wecom:90236"],
      [82002, "too-many-parties", "wecom:90236"],
      [82003, "too-many-tags", "wecom:90236"],
      [82101, "update-target-missing", "wecom:94888"],
      [82102, "not-among-receivers", "wecom:94888"],
      [86001, "group-chat-id-invalid", "wecom:90248"],
      [86008, "group-chat-of-another-app", "wecom:90248"],
      [86101, "group-chat-members-invalid", "wecom:90245"],
      [86215, "group-chat-members-invalid", "wecom:90245"],
      [86216, "group-chat-owner-invalid", "wecom:90245"],
    ],
  ],
  [
    "bad-content",
    [
      [40004, "media-type-invalid"],
      [40005, "file-type-invalid"],
      [40006, "file-size-invalid"],
      [40007, "media-id-invalid"],
      [40008, "msgtype-invalid"],
      [40009, "image-size-invalid"],
      [40011, "video-size-invalid"],
      [40033, "escaped-characters-refused"],
      [40035, "parameter-invalid"],
      [40058, "parameter-invalid"],
      [40063, "parameter-empty"],
      [40201, "content-refused"],
      [40204, "content-refused"],
      [40206, "body-too-large"],
      [44004, "text-empty"],
      [45001, "file-too-large"],
      [45002, "content-too-long"],
      [42014, "task-id-invalid-or-duplicate", "wecom:90236"],
      [42015, "update-by-another-app", "wecom:94888"],
      [42016, "task-id-unknown", "wecom:90236"],
      [42017, "button-key-unknown", "wecom:90236"],
      [42018, "button-key-invalid", "wecom:90236"],
      [42019, "button-key-missing", "wecom:90236"],
      [42020, "button-name-missing", "wecom:90236"],
      [42027, "keyname-missing", "wecom:90236"],
      [42028, "url-missing", "wecom:90236"],
      [42029, "media-id-missing", "wecom:90236"],
      [42030, "appid-missing", "wecom:90236"],
      [42031, "card-type-invalid", "wecom:90236"],
      [42033, "title-missing", "wecom:90236"],
      [42035, "horizontal-list-too-long", "wecom:90236"],
      [42036, "vertical-list-too-long", "wecom:90236"],
      [42037, "option-list-length", "wecom:90236"],
      [42038, "button-text-invalid", "wecom:90236"],
      [42039, "button-key-length", "wecom:90236"],
      [42040, "option-id-invalid", "wecom:90236"],
      [42041, "option-text-invalid", "wecom:90236"],
      [42042, "jump-list-length", "wecom:90236"],
      [42043, "question-key-invalid", "wecom:90236"],
      [42044, "card-image-url-missing", "wecom:90236"],
      [42045, "card-action-invalid", "wecom:90236"],
      [42046, "submit-key-invalid", "wecom:90236"],
      [42047, "select-list-length", "wecom:90236"],
      [42049, "submit-text-invalid", "wecom:90236"],
      [42050, "horizontal-userid-invalid", "wecom:90236"],
      [42051, "action-menu-key-conflict", "wecom:90236"],
    ],
  ],
  [
    "stale",
    [
      [40029, "oauth-code-invalid", "wecom:91023"],
      [42003, "oauth-code-expired", "wecom:91023"],
      [42022, "oauth-code-used", "wecom:91023"],
      [42052, "recall-too-late", "wecom:94867"],
      [60140, "response-code-spent", "wecom:94888"],
      [84014, "user-ticket-expired", "wecom:95833"],
      [84015, "user-ticket-invalid", "wecom:95833"],
    ],
  ],
];

/** Every known code; used by the simulator to answer with the real ones. */
export const ERRCODES: ReadonlyMap<number, Errcode> = new Map(
  ROWS.flatMap(([reaction, rows]) =>
    rows.map(([code, name, source = GLOBAL_CODES]): [number, Errcode] => [
      code,
      { name, reaction, source },
    ]),
  ),
);

/** Name of and reaction to a code; an unknown code is "give up and alert", never "retry". */
export function errcodeOf(code: number): Errcode {
  return ERRCODES.get(code) ?? { name: `unknown-${code}`, reaction: "give-up", source: "" };
}

/** Whether the server may have acted although the call failed. */
export type CallOutcome = "not-delivered" | "unknown";

/** What went wrong in a call; `errcode` is absent when no readable answer came. */
export interface WecomFailure {
  /** Path of the API, without its query. */
  api: string;
  errcode?: number;
  errmsg: string;
  reaction: Reaction;
  outcome: CallOutcome;
  cause?: unknown;
}

/** A failed call of WeCom's API. Its message carries no token, secret, key or code. */
export class WecomApiError extends AppError {
  readonly api: string;
  readonly errcode: number | undefined;
  readonly errmsg: string;
  readonly reaction: Reaction;
  readonly outcome: CallOutcome;
  /** Our address as WeCom saw it; what must be listed when the code is 60020. */
  readonly egressIp: string | undefined;

  constructor(failure: WecomFailure) {
    const { api, errcode, reaction, outcome, cause } = failure;
    const errmsg = presentable(failure.errmsg);
    const name = errcode === undefined ? "no-answer" : errcodeOf(errcode).name;
    super(`wecom/${name}`, `${api} failed: ${errcode ?? "-"} ${errmsg}`, { cause });
    this.api = api;
    this.errcode = errcode;
    this.errmsg = errmsg;
    this.reaction = reaction;
    this.outcome = outcome;
    this.egressIp = /from ip: ([0-9a-fA-F.:]+)/.exec(errmsg)?.[1];
  }
}

/** The error of an answer whose `errcode` is not 0. */
export function errorOfErrcode(api: string, errcode: number, errmsg: string): WecomApiError {
  const { reaction } = errcodeOf(errcode);
  // "Busy" does not say whether the work was done; every other code is a refusal.
  const outcome = reaction === "retry" ? "unknown" : "not-delivered";
  return new WecomApiError({ api, errcode, errmsg, reaction, outcome });
}

const MAX_ERRMSG_CHARS = 400;

/** One bounded line without secrets, whatever the server put into it. */
function presentable(errmsg: string): string {
  return errmsg
    .replace(/\b(access_token|corpsecret|secret|key|code|response_code)=[^&\s,]+/gi, "$1=***")
    .replace(/\p{Cc}+/gu, " ")
    .slice(0, MAX_ERRMSG_CHARS);
}
