import type { Context } from "koa";
import type { Unsent } from "./pages/draft.ts";
import { faultWords } from "./views/fault-words.ts";
import { FaultPage } from "./views/message.tsx";
import { sendPage } from "./views/send-page.ts";

interface Fault {
  status: number;
  code: string;
  requestId: string;
  unsent: Unsent | undefined;
}

/**
 * Gives a fault the form that its address speaks: JSON under `/api`, a page for people, otherwise nothing. A program that
 * has spelled its address in other letters is a program still.
 */
export function faultBody(ctx: Context, fault: Fault): void {
  const words = faultWords(fault.code);
  if (isUnder(ctx, "/api")) {
    const { code, requestId } = fault;
    ctx.body = fault.status < 500 ? { code, message: words } : { code, message: words, requestId };
    return;
  }
  if (isUnder(ctx, "/wecom") || isMachinePath(ctx.path)) {
    ctx.body = "";
    return;
  }
  sendPage(ctx, FaultPage({ ...fault, words }));
}

function isUnder({ path }: Context, prefix: string): boolean {
  return `${path}/`.toLowerCase().startsWith(`${prefix}/`);
}

function isMachinePath(path: string): boolean {
  return ["/healthz", "/readyz", "/metrics"].includes(path.toLowerCase());
}
