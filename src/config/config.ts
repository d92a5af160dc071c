// config: environment and the bureau's files → one frozen Config, or every problem at once.
// Knows lib and domain only; must not know stores, HTTP, WeCom's client or the process it runs in.
import type { Bureau } from "../domain/bureau.ts";
import type { AttachmentLimits } from "../domain/case/attachment.ts";
import type { Provisional } from "./variables.ts";

export type LogLevel = "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";

/** A key of a business system; the name is what the audit shows, so one name may hold two keys while rotating. */
export interface ApiKey {
  name: string;
  key: string;
}

export interface WecomSettings {
  /** Without a trailing slash. */
  apiUrl: string;
  corpId: string;
  agentId: number;
  secret: string;
  /** Newest first; every one of them is accepted. */
  callbackTokens: readonly string[];
  /** Newest first; 43 characters each. */
  callbackAesKeys: readonly string[];
  /** Robot of the alert group; the address itself is a secret. */
  webhookUrl: string | undefined;
  /** Callback of the contact-sync assistant. */
  contact: { token: string; aesKey: string } | undefined;
  /** Group chat of the managers (appchat). */
  managersChatId: string | undefined;
}

/** Everything that is settled before the start; deeply frozen. */
export interface Config {
  /** 0 takes any free port. */
  port: number;
  /** Without a trailing slash. */
  publicUrl: string;
  mysqlUrl: string;
  redisUrl: string | undefined;
  apiKeys: readonly ApiKey[];
  wecom: WecomSettings;
  httpsProxy: string | undefined;
  sessionSecret: string;
  /** Ed25519 private key that signs 审批单; without it they carry no signature. */
  sheetSigningKey: string | undefined;
  /** Program that prints 审批单 as PDF files; without it people print them in their browser. */
  chromiumPath: string | undefined;
  /** Without it `/metrics` is not served on the public listener. */
  metricsToken: string | undefined;
  logLevel: LogLevel;
  /** Days for which events from the chat are remembered; at least 30. */
  inboxKeepDays: number;
  attachmentLimits: AttachmentLimits;
  /** Names of places where a test makes the process fail; empty outside tests. */
  failpoints: readonly string[];
  bureau: Bureau;
  /** What works but ought to be seen to, in words, e.g. trimmed variables. */
  warnings: readonly string[];
  /** Thresholds, limits and calendars that are assumed until the bureau settles them. */
  provisional: readonly Provisional[];
}
