import {
  numberField,
  numbersField,
  objectField,
  stringField,
  stringsField,
} from "./reply-fields.ts";
import type { TokenCall } from "./token-call.ts";
import type { ApiFields } from "./transport.ts";
import type { MenuCreateRequest } from "./wire.ts";

/** A member as the app may see it. */
export interface DirectoryUser {
  userId: string;
  name: string;
  departmentIds: number[];
  position: string;
  directLeaders: string[];
  status: "active" | "disabled" | "not-activated" | "left" | "unknown";
}

/** What the console says of this app. */
export interface AgentInfo {
  name: string;
  isClosed: boolean;
  /** Whom the app may see and write to; all three empty means nobody. Department 1 is the whole enterprise. */
  visible: { userIds: string[]; departmentIds: number[]; tagIds: number[] };
}

/** Members, login and the app itself. Every method throws WecomApiError. */
export interface DirectoryApi {
  /** @source wecom:90196 */
  getUser(userId: string): Promise<DirectoryUser>;
  /** Userid of whoever logged in, or undefined when it is no member. `stale` for a used code. @source wecom:91023 */
  getLoginUser(code: string): Promise<string | undefined>;
  /** Replaces the chat's menu. @source wecom:90231 */
  createMenu(menu: MenuCreateRequest): Promise<void>;
  /** Fields from general knowledge of the API, not re-read. @source wecom:90228 (the sibling agent/set) */
  getAgent(): Promise<AgentInfo>;
}

const STATUSES: ReadonlyMap<number | undefined, DirectoryUser["status"]> = new Map([
  [1, "active"],
  [2, "disabled"],
  [4, "not-activated"],
  [5, "left"],
]);
const MAX_NAME_CHARS = 64;
const MAX_DEPARTMENTS = 100;
const MAX_VISIBLE = 1_000;

/** Builds the methods over a caller that adds the token. */
export function createDirectoryApi(call: TokenCall, agentId: number): DirectoryApi {
  const agentid = String(agentId);
  return {
    getUser: async (userId) => {
      const reply = await call({ api: "/cgi-bin/user/get", query: { userid: userId } });
      return {
        userId: stringField(reply, "userid") ?? userId,
        name: (stringField(reply, "name") ?? "").slice(0, MAX_NAME_CHARS),
        departmentIds: numbersField(reply, "department", MAX_DEPARTMENTS),
        position: (stringField(reply, "position") ?? "").slice(0, MAX_NAME_CHARS),
        directLeaders: stringsField(reply, "direct_leader", 1),
        status: STATUSES.get(numberField(reply, "status")) ?? "unknown",
      };
    },
    getLoginUser: async (code) => {
      const reply = await call({ api: "/cgi-bin/auth/getuserinfo", query: { code } });
      return stringField(reply, "userid");
    },
    createMenu: async (menu) => {
      await call({ api: "/cgi-bin/menu/create", query: { agentid }, body: menu });
    },
    getAgent: async () => {
      const reply = await call({ api: "/cgi-bin/agent/get", query: { agentid } });
      return {
        name: stringField(reply, "name") ?? "",
        isClosed: numberField(reply, "close") === 1,
        visible: visibleRange(reply),
      };
    },
  };
}

function visibleRange(reply: ApiFields): AgentInfo["visible"] {
  const users = objectField(reply, "allow_userinfos")["user"];
  return {
    userIds: Array.isArray(users) ? users.slice(0, MAX_VISIBLE).flatMap(userIdOf) : [],
    departmentIds: numbersField(objectField(reply, "allow_partys"), "partyid", MAX_VISIBLE),
    tagIds: numbersField(objectField(reply, "allow_tags"), "tagid", MAX_VISIBLE),
  };
}

function userIdOf(user: unknown): string[] {
  if (typeof user !== "object" || user === null) return [];
  const userId = stringField({ ...user }, "userid");
  return userId === undefined ? [] : [userId];
}
