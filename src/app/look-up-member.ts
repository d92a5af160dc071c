import type { Config } from "../config/config.ts";
import type { Deps } from "../actions/deps.ts";
import type { DirectoryApi, DirectoryUser } from "../wecom/directory-api.ts";
import { WecomApiError } from "../wecom/errcodes.ts";

/** Asks the directory about one member; only where the keys of the contact-sync assistant say that it may be relied on. */
export function memberLookUp({ wecom }: Config, api: DirectoryApi): Deps["lookUpMember"] {
  if (wecom.contact === undefined) return undefined;
  return async (userid) => {
    try {
      return STANDING[(await api.getUser(userid)).status];
    } catch (error) {
      if (!(error instanceof WecomApiError)) throw error;
      return error.errcode === NO_SUCH_USER ? "gone" : "unknown";
    }
  };
}

/** @source wecom:90196 */
const NO_SUCH_USER = 60111;

/** Somebody who has not logged in yet is a member all the same. */
const STANDING: Readonly<Record<DirectoryUser["status"], "there" | "gone" | "unknown">> = {
  active: "there",
  "not-activated": "there",
  disabled: "gone",
  left: "gone",
  unknown: "unknown",
};
