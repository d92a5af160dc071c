// simulator: a second program that plays WeCom's server, its members' phones and its clock.
// Must not know the program under test: it shares with it only the wire formats and the envelope crypto.
import type { Clock } from "../lib/clock.ts";

/** A member of the enterprise, as an administrator would enter him. */
export interface PersonSettings {
  readonly userid: string;
  readonly name: string;
  readonly department?: string;
  readonly position?: string;
  /** Private data: an app learns it only by the member's consent (`auth/getuserdetail`). */
  readonly mobile?: string;
  readonly email?: string;
}

/** A tag (标签) of the directory and who carries it. */
export interface TagSettings {
  readonly tagId: number;
  readonly name: string;
  readonly members: readonly string[];
}

/** The contact-sync assistant (通讯录同步助手): an endpoint of its own, with its own token and key. */
export interface ContactSyncSettings {
  readonly callbackUrl: string;
  readonly token: string;
  readonly aesKey: string;
}

/** Days (`YYYY-MM-DD`, Asia/Shanghai) on which the working calendar differs from Monday–Friday. */
export interface Holidays {
  readonly offDays: readonly string[];
  readonly makeupDays: readonly string[];
}

/** A self-built app of the enterprise. */
export interface AppSettings {
  readonly agentId: number;
  readonly name: string;
  readonly secret: string;
  /** Where events go; without it the app can send no card that calls back (43012). */
  readonly callbackUrl?: string;
  readonly token?: string;
  readonly aesKey?: string;
  /** `host[:port]` that may receive OAuth codes; default: the host of `callbackUrl`. */
  readonly trustedDomain?: string;
  /** Caller addresses allowed to use the API; absent = not checked. */
  readonly trustedIps?: readonly string[];
  /** Members the app may see; absent = everybody. */
  readonly visibleTo?: readonly string[];
}

/** A group with a group robot: everything posted with `key` appears there. */
export interface WebhookSettings {
  readonly key: string;
  readonly name: string;
  readonly members?: readonly string[];
}

export const RETRY_CLOCKS = ["real", "simulated"] as const;
export type RetryClock = (typeof RETRY_CLOCKS)[number];

/** What is not settled about the real server, or may be switched for a test. */
export interface Behaviour {
  /** A suppressed duplicate answers with the original response_code (else without one). */
  readonly duplicateReturnsCode: boolean;
  /** A callback answered with another status than 200 is sent again. */
  readonly retryOnNon200: boolean;
  /** A retry is encrypted again, with a new timestamp and nonce (else byte-identical). */
  readonly retryReencrypts: boolean;
  /** Which clock the waits before retries run on: `simulated` = they fire when the clock is moved. */
  readonly retryClock: RetryClock;
  /** Wait before the 1st, 2nd, 3rd … retry, in milliseconds. */
  readonly retryAfterMs: readonly number[];
  /** A callback must be answered within this many milliseconds. */
  readonly deadlineMs: number;
  /** The GET verification must be answered within this many milliseconds. */
  readonly verifyDeadlineMs: number;
  /** Elements of callback XML come in random order. */
  readonly shuffleElements: boolean;
  /** The outer envelope carries AgentID. */
  readonly envelopeAgentId: boolean;
  /** A passive `update_button` / `update_template_card` reply changes the clicker's card. */
  readonly passiveCardReplies: boolean;
  /** `change_contact` tells names and positions too, as to assistants set up before 2022-08-15. */
  readonly contactDetails: boolean;
  /** A body with `\uXXXX` escapes is refused (40033). */
  readonly refuseUnicodeEscapes: boolean;
  /** Opening an app's chat is reported (`enter_agent`). */
  readonly reportEnter: boolean;
  /** Wrong secrets from one address before it is banned for an hour. */
  readonly wrongSecretsBeforeBan: number;
  /** Account limit of the enterprise; an app may send 200 person-times per account and day. */
  readonly accountLimit: number;
}

export const DEFAULT_BEHAVIOUR: Behaviour = {
  duplicateReturnsCode: true,
  retryOnNon200: true,
  retryReencrypts: false,
  retryClock: "real",
  retryAfterMs: [0, 5_000, 5_000],
  deadlineMs: 5_000,
  verifyDeadlineMs: 1_000,
  shuffleElements: true,
  envelopeAgentId: true,
  passiveCardReplies: false,
  contactDetails: false,
  refuseUnicodeEscapes: false,
  reportEnter: true,
  wrongSecretsBeforeBan: 10,
  accountLimit: 500,
};

/** Everything a simulated enterprise starts with. */
export interface SimulatorSettings {
  readonly corpId: string;
  readonly corpName?: string;
  readonly apps: readonly AppSettings[];
  readonly people?: readonly PersonSettings[];
  readonly webhooks?: readonly WebhookSettings[];
  readonly tags?: readonly TagSettings[];
  /** Absent = changes of members are told to nobody. */
  readonly contactSync?: ContactSyncSettings;
  /** For moving the clock by working days; absent = Monday–Friday. */
  readonly holidays?: Holidays;
  readonly behaviour?: Partial<Behaviour>;
  /** 0 or absent = any free port. */
  readonly port?: number;
  readonly host?: string;
  /** The clock that the simulator's own, settable clock runs on. */
  readonly clock?: Clock;
  /** Random bytes; given by tests that need a fixed outcome. */
  readonly randomBytes?: (size: number) => Buffer;
  /** Addresses told about every change of the clock, so that programs under test can follow. */
  readonly clockFollowers?: readonly string[];
  /** `https://app/logout?next={url}`: ends the app's browser session before a link is opened as somebody else. */
  readonly sessionEndUrl?: string;
}
