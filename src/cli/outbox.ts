import type { Command } from "commander";
import {
  deadIds,
  dropRow,
  listOutbox,
  replayRow,
  type NotReplayed,
} from "../store/dead-letters.ts";
import type { Db } from "../store/db.ts";
import { outboxTable, stateFrom } from "./outbox-table.ts";
import type { Cli, ExitCode } from "./surroundings.ts";
import { UsageError } from "./usage-error.ts";
import { withDatabase } from "./with-app.ts";

const DEFAULT_LIMIT = "20";
const MAX_LIMIT = 500;
const MAX_REASON_CHARS = 100;

const EXAMPLES = `
例：
  npm run qianpi -- outbox list
  npm run qianpi -- outbox list --state waiting --limit 50
  npm run qianpi -- outbox replay 1024
  npm run qianpi -- outbox replay --all-dead
  npm run qianpi -- outbox drop 1024 --reason "收件人已离职"`;

/** `outbox list|replay|drop` */
export function addOutboxCommand(program: Command, cli: Cli): void {
  const outbox = program
    .command("outbox")
    .description("发件箱：查看、重发、放弃没有发出的消息")
    .addHelpText("after", EXAMPLES);
  outbox
    .command("list")
    .description("列出消息，最新的在前；只显示首行")
    .option("--state <状态>", "dead 未能发出，waiting 等待，quarantined 恢复后隔离，等等", "dead")
    .option("--limit <条数>", `最多列出多少条，不超过 ${MAX_LIMIT}`, DEFAULT_LIMIT)
    .action((options: { state: string; limit: string }) => list(options, cli));
  outbox
    .command("replay")
    .description("把没有发出的消息放回去再发；运行中的服务随即发送")
    .argument("[编号]", "outbox list 显示的编号")
    .option("--all-dead", "所有未能发出（dead）的消息")
    .action((typed: string | undefined, options: { allDead?: true }) =>
      replay({ typed, isAll: options.allDead ?? false }, cli),
    );
  outbox
    .command("drop")
    .description("放弃一条没有发出的消息，记下原因；不再发送")
    .argument("<编号>", "outbox list 显示的编号")
    .requiredOption("--reason <原因>", `为什么放弃，不超过 ${MAX_REASON_CHARS} 字`)
    .action((typed: string, options: { reason: string }) => drop(typed, options.reason, cli));
}

async function list(options: { state: string; limit: string }, cli: Cli): Promise<void> {
  const state = stateFrom(options.state);
  const limit = numberFrom(options.limit, "条数");
  if (limit > MAX_LIMIT) throw new UsageError(`条数不能超过 ${MAX_LIMIT}`);
  await withDatabase(cli, async ({ deps }) => {
    const found = await listOutbox(deps.db, { state, limit });
    cli.out(outboxTable(found, { state, now: cli.clock.now(), columns: cli.columns }));
  });
  cli.finish(0);
}

async function replay(
  { typed, isAll }: { typed: string | undefined; isAll: boolean },
  cli: Cli,
): Promise<void> {
  if ((typed === undefined) !== isAll)
    throw new UsageError("请给出编号，或用 --all-dead，二者选一");
  const id = typed === undefined ? undefined : numberFrom(typed, "编号");
  const code = await withDatabase(cli, async ({ deps: { db } }) =>
    id === undefined ? replayAll(db, cli) : replayOne(db, id, cli),
  );
  cli.finish(code);
}

async function replayOne(db: Db, id: number, cli: Cli): Promise<ExitCode> {
  const result = await replayRow(db, id, cli.clock.now());
  if (result !== "replayed") {
    cli.err(`未重发：${NOT_DONE[result](id)}`);
    return 1;
  }
  cli.out(`已放回第 ${id} 号消息，服务随即发送`);
  return 0;
}

async function replayAll(db: Db, cli: Cli): Promise<ExitCode> {
  const ids = await deadIds(db);
  let replayed = 0;
  for (const id of ids) {
    const result = await replayRow(db, id, cli.clock.now());
    if (result === "replayed") replayed += 1;
    else cli.err(`跳过：${NOT_DONE[result](id)}`);
  }
  cli.out(ids.length === 0 ? "没有未能发出的消息" : `已放回 ${replayed} 条，服务随即发送`);
  return 0;
}

async function drop(typed: string, reason: string, cli: Cli): Promise<void> {
  const id = numberFrom(typed, "编号");
  const why = reason.trim();
  if (why === "" || why.length > MAX_REASON_CHARS) {
    throw new UsageError(`原因必须填写，不超过 ${MAX_REASON_CHARS} 字`);
  }
  const result = await withDatabase(cli, ({ deps: { db } }) =>
    dropRow(db, id, { reason: why, by: cli.operator, at: cli.clock.now() }),
  );
  if (result === "dropped") cli.out(`已放弃第 ${id} 号消息，原因：${why}`);
  else cli.err(`未放弃：${NOT_DONE[result](id)}`);
  cli.finish(result === "dropped" ? 0 : 1);
}

const NOT_DONE: Readonly<Record<NotReplayed, (id: number) => string>> = {
  "not-found": (id) => `没有第 ${id} 号消息`,
  "not-at-rest": (id) => `第 ${id} 号消息不是“未能发出”或“隔离”状态`,
  overtaken: (id) =>
    `第 ${id} 号是卡片消息，其审批已结束或卡片已有更新的内容，不能再发；可用 drop 放弃`,
};

function numberFrom(typed: string, what: string): number {
  if (!/^[1-9]\d{0,14}$/.test(typed)) throw new UsageError(`${what}“${typed}”不对：应为正整数`);
  return Number(typed);
}
