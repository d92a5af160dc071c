import { createServer, type Server } from "node:http";
import { Server as TcpServer } from "node:net";
import { Router } from "@koa/router";
import Koa from "koa";
import type { Bureau } from "../domain/bureau.ts";
import type { AttachmentLimits } from "../domain/case/attachment.ts";
import type { Refusal } from "../domain/outcome.ts";
import { MINUTE_MS, SECOND_MS, type Clock } from "../lib/clock.ts";
import type { Logger } from "../lib/log.ts";
import type { Printer } from "../printing/printer.ts";
import type { EnvelopeConfig } from "../wecom/envelope.ts";
import { assetsRoute } from "./pages/assets-route.ts";
import type { LoginApp } from "./session/authorize-url.ts";
import type { NamedKey } from "./api/bearer.ts";
import { callbackRoute, type CallbackEndpoint } from "./callback/callback-route.ts";
import { casesRoute } from "./api/cases-route.ts";
import { dispatch, dispatchContacts } from "./callback/dispatch.ts";
import { errorBoundary, type RequestState } from "./errors.ts";
import { headerCount, requestId, securityHeaders } from "./headers.ts";
import { healthRoute, type HealthParts } from "./health-route.ts";
import type { Hold } from "./hold-while-away.ts";
import { attachmentApiRoute } from "./api/attachment-api-route.ts";
import { attachmentRoute } from "./pages/attachment-route.ts";
import { createLimit } from "./limit.ts";
import { loginRoute } from "./session/login-route.ts";
import { pagesRoute } from "./pages/pages-route.ts";
import { sheetKeyRoute } from "./pages/sheet-key-route.ts";
import { sheetRoute } from "./pages/sheet-route.ts";
import { createDeadlines, type Deadlines } from "./request-deadline.ts";
import { createDoor } from "./callback/turn-away.ts";
import { createUploads } from "./take-upload.ts";
import type { Verbs } from "./verbs.ts";

/** Everything that the HTTP side needs from the rest of the program. */
export interface HttpParts extends HealthParts {
  verbs: Verbs;
  /** Words for a refusal, as the chat would say them. */
  refusalWords: (refusal: Refusal) => string;
  bureau: Bureau;
  clock: Clock;
  log: Logger;
  failpoint: CallbackEndpoint["failpoint"];
  callback: EnvelopeConfig;
  /** Keys of the contact-sync assistant, when there is one. */
  contacts: EnvelopeConfig | undefined;
  hold: Hold;
  apiKeys: readonly NamedKey[];
  login: LoginApp;
  getLoginUser: (code: string) => Promise<string | undefined>;
  sessionSecret: string;
  attachmentLimits: AttachmentLimits;
  /** PEM; undefined when sheets are not signed. */
  sheetPublicKey: string | undefined;
  /** Makes PDF files; undefined where no Chromium is configured. */
  printPdf: Printer["print"] | undefined;
  /** Without a slash at the end. */
  publicUrl: string;
}

/** A request must be complete within this time; WeCom and browsers need milliseconds. */
const REQUEST_MS = 4 * SECOND_MS;

/** An upload may take so long: 20 MB over a line of 50 KB/s, and some. */
const UPLOAD_MS = 10 * MINUTE_MS;
/** Many more phones than a bureau has sending at one time; each costs a connection and half a megabyte. */
const UPLOADS_AT_ONCE = 16;

const TIMEOUTS = {
  headersTimeout: REQUEST_MS,
  // The longest that any request may take; all but uploads are cut after REQUEST_MS by `createDeadlines`.
  requestTimeout: UPLOAD_MS,
  // How often the two above are checked; Node's own 30 s would let a slow sender stay that long.
  connectionsCheckingInterval: SECOND_MS / 2,
  keepAliveTimeout: 5 * SECOND_MS,
};

/** Idle connections are cut by the timeouts; beyond this many new ones are not taken. */
const MAX_CONNECTIONS = 4_000;

const FAILED_LOGINS = { name: "failed-logins", perMinute: 100 };
/** Two a second is more than a person reads. */
const CASE_VIEWS = { name: "case-views", perMinute: 120 };

/** A browser is started for each. */
const PRINTS = { name: "sheet-prints", perMinute: 6 };

/** The HTTP server with all routes, not yet listening. */
export function createHttp(parts: HttpParts): Server {
  const app = new Koa<RequestState>();
  // Only what ends outside our boundary comes here, e.g. a client that went away while it was answered.
  app.on("error", (fault) => parts.log.debug({ err: fault }, "http.broken"));
  app.use(requestId(parts.log, parts.metrics));
  app.use(securityHeaders);
  app.use(errorBoundary(parts.log));
  app.use(headerCount);
  const deadlines = createDeadlines(REQUEST_MS);
  app.use(routesOf(parts, deadlines).routes());
  const answer = app.callback();
  const paths = endpointsOf(parts).map(({ path }) => path);
  const isTurnedAway = createDoor({ ...parts, turnstile: parts.hold.turnstile, paths });
  const server = createServer(TIMEOUTS, (request, response) => {
    deadlines.watch(request, response);
    if (!isTurnedAway(request, response)) void answer(request, response);
  });
  server.on("connection", deadlines.begin);
  server.maxConnections = MAX_CONNECTIONS;
  return server;
}

/** How soon a connection is closed that has answered its last request. */
const CLOSE_IDLE_EVERY_MS = 50;

/**
 * Takes no new connection and waits for the requests that are being answered.
 * A proxy that keeps its connections busy is told with each answer to open others elsewhere.
 */
export function stopHttp(server: Server): Promise<void> {
  server.prependListener("request", (_request, response) =>
    response.setHeader("Connection", "close"),
  );
  return new Promise((resolve) => {
    // Not at once: whoever has just been answered may already be calling again, and is then told to go elsewhere.
    const closing = setInterval(
      () => void allHeard().then(() => server.closeIdleConnections()),
      CLOSE_IDLE_EVERY_MS,
    );
    // Of TCP and not of HTTP: that one would cut quiet connections at once, also one with a call on its way in.
    TcpServer.prototype.close.call(server, () => {
      clearInterval(closing);
      resolve();
    });
  });
}

/**
 * Whoever had called by now has been heard: what waits in the kernel is taken in before this resolves.
 * A connection closed earlier would be reset with a request in it, and a proxy does not repeat a POST.
 */
async function allHeard(): Promise<void> {
  // Only the second turn is certain to have asked the kernel since.
  await nextTurn();
  await nextTurn();
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function routesOf(parts: HttpParts, deadlines: Deadlines): Router {
  const { verbs, bureau, hold, publicUrl, refusalWords } = parts;
  const router = new Router({ strict: true, sensitive: true });
  const session = {
    secret: parts.sessionSecret,
    isHttps: publicUrl.startsWith("https://"),
    organisation: bureau.organisation,
    clock: parts.clock,
    verbs,
  };
  const failedLogins = createLimit(FAILED_LOGINS, parts);
  const caseViews = createLimit(CASE_VIEWS, parts);
  healthRoute(router, parts);
  for (const endpoint of endpointsOf(parts)) callbackRoute(router, endpoint);
  casesRoute(router, parts);
  assetsRoute(router);
  loginRoute(router, { ...parts, app: parts.login, session, failedLogins });
  pagesRoute(router, { refusalWords, verbs, session, bureau, caseViews, hold, publicUrl });
  const uploads = createUploads({
    verbs,
    limits: parts.attachmentLimits,
    atOnce: UPLOADS_AT_ONCE,
    giveTime: (request) => deadlines.extend(request, UPLOAD_MS),
  });
  attachmentRoute(router, { verbs, session, bureau, caseViews, hold, publicUrl, uploads });
  attachmentApiRoute(router, { apiKeys: parts.apiKeys, uploads });
  const prints = createLimit(PRINTS, parts);
  const { printPdf } = parts;
  sheetRoute(router, { verbs, session, bureau, hold, caseViews, prints, printPdf });
  sheetKeyRoute(router, parts.sheetPublicKey);
  return router;
}

function endpointsOf(parts: HttpParts): CallbackEndpoint[] {
  const { verbs, callback, contacts } = parts;
  const app: CallbackEndpoint = {
    ...parts,
    path: "/wecom/callback",
    envelope: callback,
    hear: (event) => dispatch(event, verbs),
  };
  if (contacts === undefined) return [app];
  const directory: CallbackEndpoint = {
    ...parts,
    path: "/wecom/contacts",
    envelope: contacts,
    hear: (event) => dispatchContacts(event, verbs),
  };
  return [app, directory];
}
