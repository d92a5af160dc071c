import type { Command } from "commander";
import { lookUpCase } from "../actions/look-up.ts";
import { caseAnswerOf } from "../messages/case-answer.ts";
import { caseReply } from "../messages/case-reply.ts";
import { caseNoFrom } from "./case-no.ts";
import type { Cli, ExitCode } from "./surroundings.ts";
import { withDatabase } from "./with-app.ts";

/** `show NO` */
export function addShowCommand(program: Command, cli: Cli): void {
  program
    .command("show")
    .description("查看工单：在哪个环节、等谁、还剩多少时间")
    .argument("<工单编号>")
    .addHelpText("after", "\n例：\n  npm run qianpi -- show BZ-2026-000123")
    .action(async (typed: string) => cli.finish(await show(typed, cli)));
}

async function show(typed: string, cli: Cli): Promise<ExitCode> {
  const caseNo = caseNoFrom(typed);
  return withDatabase(cli, async ({ deps }) => {
    const view = await lookUpCase(deps, { caseNo, viewer: { apiKey: cli.operator } });
    if (view === undefined) {
      cli.err(`没有工单 ${caseNo}`);
      return 1;
    }
    const { bureau, publicUrl } = deps;
    const answer = caseAnswerOf(view.file, bureau.organisation);
    const context = { now: view.asOf, calendar: bureau.calendar, publicUrl };
    cli.out(withoutLinks(caseReply(answer, context)));
    return 0;
  });
}

/** A chat's link as a terminal shows it: its words, then its address. */
function withoutLinks(text: string): string {
  return text.replace(/<a href="([^"]*)">([^<]*)<\/a>/g, "$2：$1");
}
