import Router from "@koa/router";
import type { Stage } from "../phone/act.ts";

export function createPageRouter(_stage: Stage): Router {
  return new Router();
}
