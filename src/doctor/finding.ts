// doctor: looks at the installation and says in Chinese what is wrong and what to do about it.
// Must not change anything, and must not know HTTP routes, actions or cases.

/** `fail`: something does not work; `warn`: it works, but ought to be seen to. */
export type Result = "ok" | "warn" | "fail";

/** What one check found. */
export interface Finding {
  /** Stable name for programs and logs, e.g. `wecom.token`. */
  check: string;
  /** The same for people. */
  title: string;
  result: Result;
  /** What is so and, unless all is well, what to do. Holds userids but no other personal data, and no secret. */
  message: string;
}

/** Makes the findings of one check. */
export interface Subject {
  ok(message: string): Finding;
  warn(message: string): Finding;
  fail(message: string): Finding;
}

/** Begins the findings of the check of that name. */
export function subject(check: string, title: string): Subject {
  const found = (result: Result) => (message: string) => ({ check, title, result, message });
  return { ok: found("ok"), warn: found("warn"), fail: found("fail") };
}
