import type { Router } from "@koa/router";
import type { Context } from "koa";
import type { Metrics } from "../lib/metrics.ts";
import { bearerToken } from "./bearer-token.ts";
import { isSameSecret } from "./session/secrets.ts";
import { HttpError } from "./errors.ts";
import { onlyMethods } from "./only-methods.ts";

export interface HealthParts {
  metrics: Metrics;
  /** Without it `/metrics` does not exist. */
  metricsToken: string | undefined;
  /** Each tells whether its server answers; must not throw and must not take long. */
  isMysqlUp: () => Promise<boolean>;
  /** Absent Redis counts as down: what it holds may be lost, so it only degrades. */
  isRedisUp: () => Promise<boolean>;
  /** Brings figures that are read from MySQL up to date before they are shown. */
  refreshMetrics: () => Promise<void>;
}

/** `/healthz`: the process lives. `/readyz`: it can work. `/metrics`: for whoever has the token. */
export function healthRoute(router: Router, parts: HealthParts): void {
  router.get("/healthz", (ctx) => {
    ctx.body = { status: "ok" };
  });
  router.get("/readyz", (ctx) => answerReady(ctx, parts));
  router.get("/metrics", (ctx) => answerMetrics(ctx, parts));
  for (const path of ["/healthz", "/readyz", "/metrics"]) onlyMethods(router, path, "GET");
}

async function answerReady(ctx: Context, parts: HealthParts): Promise<void> {
  const [mysql, redis] = await Promise.all([parts.isMysqlUp(), parts.isRedisUp()]);
  const status = mysql ? (redis ? "ok" : "degraded") : "away";
  ctx.status = mysql ? 200 : 503;
  ctx.body = { status, mysql, redis };
}

async function answerMetrics(
  ctx: Context,
  { metrics, metricsToken, refreshMetrics }: HealthParts,
): Promise<void> {
  const given = bearerToken(ctx);
  if (metricsToken === undefined) throw new HttpError(404, "not-found");
  if (given === undefined || !isSameSecret(given, metricsToken)) {
    ctx.set("WWW-Authenticate", "Bearer");
    throw new HttpError(401, "unauthorized");
  }
  await refreshMetrics();
  const { contentType, text } = await metrics.render();
  ctx.set("Content-Type", contentType);
  ctx.body = text;
}
