import type { Tx } from "../store/db.ts";
import { storedOnce, rememberOnce } from "../store/once-keys.ts";
import type { ApiResult, OnceKey } from "./inputs.ts";

/** The result that this key got before; a key that comes back with another body is refused. */
export async function storedResult<T extends object>(
  tx: Tx,
  once: OnceKey | undefined,
): Promise<ApiResult<T> | undefined> {
  if (once === undefined) return undefined;
  const stored = await storedOnce(tx, once.apiKeyName, once.key);
  if (stored === undefined) return undefined;
  if (stored.requestHash !== once.requestHash) return { ok: false, why: "key-reused" };
  // The row was written by `rememberResult` of the same call, which is what the hash stands for.
  return { ok: true, value: stored.response as T, replayed: true };
}

/** Remembers a result with the change that it tells of. */
export function rememberResult<T extends object>(
  tx: Tx,
  { once, at }: { once: OnceKey | undefined; at: Date },
  value: T,
): ApiResult<T> {
  if (once !== undefined) rememberOnce(tx, once, { response: value, at });
  return { ok: true, value, replayed: false };
}
