import { sqlFor, type Tx } from "./db.ts";

export interface StoredResponse {
  requestHash: string;
  response: object;
}

/** The answer that this API key and idempotency key got before, or undefined. */
export async function storedOnce(
  tx: Tx,
  apiKeyName: string,
  key: string,
): Promise<StoredResponse | undefined> {
  const [rows] = await tx.read(
    sqlFor
      .selectFrom("once_keys")
      .select(["request_hash", "response"])
      .where("api_key_name", "=", apiKeyName)
      .where("once_key", "=", key),
  );
  const row = rows[0];
  return row === undefined ? undefined : { requestHash: row.request_hash, response: row.response };
}

/** Remembers the answer in the transaction that earned it. */
export function rememberOnce(
  tx: Tx,
  once: { apiKeyName: string; key: string; requestHash: string },
  { response, at }: { response: object; at: Date },
): void {
  tx.write(
    sqlFor.insertInto("once_keys").values({
      api_key_name: once.apiKeyName,
      once_key: once.key,
      request_hash: once.requestHash,
      response: JSON.stringify(response),
      created_at: at,
    }),
  );
}
