import type { Router } from "@koa/router";
import type { Context } from "koa";
import { holdWhileAway } from "../hold-while-away.ts";
import { onlyMethods } from "../only-methods.ts";
import { ownFormOf, type OwnFormParts } from "./own-form.ts";
import type { ListVerbs } from "../verbs.ts";

export interface CopiesParts extends OwnFormParts {
  verbs: Pick<ListVerbs, "readCopies">;
}

const PATH = "/tasks/copied/read";

/** 全部已阅: a button, because looking at a page changes nothing. */
export function copiesRoute(router: Router, parts: CopiesParts): void {
  router.post(PATH, (ctx) => markAll(ctx, parts));
  onlyMethods(router, PATH, "POST");
}

async function markAll(ctx: Context, parts: CopiesParts): Promise<void> {
  const { visitor } = await ownFormOf(ctx, "copies", parts);
  const by = visitor.person.userid;
  await holdWhileAway(() => parts.verbs.readCopies({ by }), parts.hold);
  ctx.status = 303;
  ctx.redirect("/tasks/copied");
}
