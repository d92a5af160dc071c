// api: what the server answers to programs, with its real codes; one file per group of APIs.
// Must not know the control API or the page.
import type { JsonObject } from "../json.ts";
import type { Problem } from "../rules/problem.ts";
import type { MediaFile } from "../world/stored.ts";
import type { App, World } from "../world/world.ts";

/** One request to the WeCom API, after parsing. */
export interface ApiCall {
  readonly world: World;
  /** Path below `/cgi-bin/`. */
  readonly api: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: JsonObject;
  readonly rawBody: string;
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly ip: string;
  /** A fault wants every copy of this message discarded silently. */
  readonly isDropped: boolean;
}

/** A request whose access token names an app. */
export interface AppCall extends ApiCall {
  readonly app: App;
}

export type ApiReply = JsonObject & { readonly errcode: number; readonly errmsg: string };

/** A reply that is a file, not JSON. */
export interface ApiFile {
  readonly errcode: 0;
  readonly errmsg: string;
  readonly file: MediaFile;
}
export type Answer = ApiReply | ApiFile;

interface RouteBase {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** Not counted by the general per-API limits. */
  readonly isUncounted?: boolean;
}

/** An API and what it does; `token` APIs are called with an access token. */
export type ApiRoute =
  | (RouteBase & { readonly auth: "token"; readonly handle: (call: AppCall) => Answer })
  | (RouteBase & { readonly auth: "none"; readonly handle: (call: ApiCall) => Answer });

/** True for a reply that is a file. */
export function isFile(answer: Answer): answer is ApiFile {
  return "file" in answer;
}

/** A successful reply. */
export function ok(fields: JsonObject = {}): ApiReply {
  return { errcode: 0, errmsg: "ok", ...fields };
}

/** A refusal; the gateway adds the usual tail to the text. */
export function refuse(errcode: number, detail: string): ApiReply {
  return { errcode, errmsg: detail };
}

/** A refusal for a broken rule. */
export function refuseFor({ errcode, detail }: Problem): ApiReply {
  return refuse(errcode, detail);
}
