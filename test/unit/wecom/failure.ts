import { WecomApiError } from "../../../src/wecom/errcodes.ts";

/** The WecomApiError a call ends in; fails the test when it succeeds or fails otherwise. */
export async function failureOf(promise: Promise<unknown>): Promise<WecomApiError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof WecomApiError) return error;
    throw error;
  }
  throw new Error("the call succeeded");
}
