import type { JSX } from "preact";
import { whyNotDecide } from "../../domain/approval/why-not-decide.ts";
import { nodeOfTask } from "../../domain/approval/tasks.ts";
import { whyNotInBatch, type BatchItem, type BatchPlan } from "../../domain/verbs/batch.ts";
import { sizesOf, type Size } from "../../domain/verbs/batch-size.ts";
import { documentOf } from "../../domain/case-file.ts";
import type { StaffId } from "../../domain/ids.ts";
import type { Person } from "../../domain/people/organisation.ts";
import type { Refusal } from "../../domain/outcome.ts";
import { documentLine, moneyText, versionText } from "../../messages/document-words.ts";
import { refusalText } from "../../messages/replies.ts";
import { Layout, Pair } from "./layout.tsx";
import type { PageContext } from "./page-context.ts";
import { ON_THE_PAGE } from "./refused-words.ts";

interface PlanProps {
  plan: BatchPlan;
  token: string;
  viewer: Person;
  context: PageContext;
}

/** What would be agreed to together: how many, how much, the largest, and what is left out and why. */
export function BatchPlanPage({ plan, token, viewer, context }: PlanProps): JSX.Element {
  const { items, left } = plan;
  return (
    <Layout title="批量同意" viewerName={viewer.name}>
      <main class="case">
        <section class="panel asked">
          <h1>批量同意</h1>
          {items.length === 0 ? <p>所选事项中没有可以批量同意的。</p> : <Summary items={items} />}
          <ol class="batch">
            {items.map((item) => (
              <Item key={item.task.id} item={item} />
            ))}
          </ol>
          {items.length === 0 ? null : <Confirm token={token} count={items.length} />}
        </section>
        {left.length === 0 ? null : (
          <section class="panel">
            <h2>未列入的 {left.length} 件</h2>
            <ol class="batch">
              {left.map(({ item, refusal }) => (
                <Item key={item.task.id} item={item} why={wordsOf(refusal, context)} />
              ))}
            </ol>
          </section>
        )}
        <BackToList />
      </main>
    </Layout>
  );
}

function Summary({ items }: { items: readonly BatchItem[] }): JSX.Element {
  const { totals, largest } = sizesOf(items);
  const [first] = items;
  return (
    <dl class="pairs">
      <Pair term="环节">
        {first === undefined
          ? ""
          : `${first.flow.name} · ${nodeOfTask(first.approval, first.task)?.name ?? ""}`}
      </Pair>
      <Pair term="件数">{items.length} 件</Pair>
      <Pair term="合计">{totals.map(sizeText).join("，")}</Pair>
      {largest === undefined ? null : <Pair term="最大的一件">{lineOf(largest)}</Pair>}
    </dl>
  );
}

function sizeText({ value, unit }: Size): string {
  return unit === "fen" ? moneyText(value) : `${value}${unit}`;
}

function lineOf({ file, approval }: BatchItem): string {
  const document = documentOf(file, approval);
  const { caseNo, customerName } = file.connectionCase;
  const about =
    document === undefined
      ? ""
      : `，${versionText(document.kind, document.version)} ${documentLine(document)}`;
  return `${customerName}（${caseNo}）${about}`;
}

function Item({ item, why }: { item: BatchItem; why?: string }): JSX.Element {
  return (
    <li>
      <a href={`/cases/${item.file.connectionCase.caseNo}`}>{lineOf(item)}</a>
      {why === undefined ? null : <span class="hint basis">{why}</span>}
    </li>
  );
}

function Confirm({ token, count }: { token: string; count: number }): JSX.Element {
  return (
    <form class="decision" method="post" action="/tasks/batch">
      <input type="hidden" name="token" value={token} />
      <button type="submit" class="button">
        同意这 {count} 件
      </button>
      <p class="hint">
        逐件以您的姓名和职务签署“同意”，每件单独办理；退回、否决请打开工单逐条办理。
      </p>
    </form>
  );
}

function BackToList(): JSX.Element {
  return (
    <p class="next">
      <a href="/tasks">回到待办</a>
    </p>
  );
}

/** What became of one of them; the refusal is unknown where the form came again. */
interface BatchAnswer {
  item: BatchItem;
  answer: { code: string; refusal: Refusal | undefined };
}

interface ReportProps {
  answers: readonly BatchAnswer[];
  viewer: Person;
  context: PageContext;
}

/** Kinds of results, in the order in which they are told. */
const KINDS = [
  { kind: "done", text: "成功" },
  { kind: "handled", text: "已被处理" },
  { kind: "single", text: "需逐条" },
] as const;

type Kind = (typeof KINDS)[number]["kind"];

const SINGLE: ReadonlySet<string> = new Set(["not-in-batch", "unknown-button"]);

function kindOf({ answer: { code } }: BatchAnswer): Kind {
  if (code === "approve") return "done";
  return SINGLE.has(code) ? "single" : "handled";
}

/** What became of each: 17 成功，2 已被处理，1 需逐条. */
export function BatchReportPage({ answers, viewer, context }: ReportProps): JSX.Element {
  const told = KINDS.map(({ kind, text }) => ({
    text,
    of: answers.filter((answer) => kindOf(answer) === kind),
  })).filter(({ of }) => of.length > 0);
  return (
    <Layout title="批量同意结果" viewerName={viewer.name}>
      <main class="case">
        <section class="panel">
          <h1>{told.map(({ text, of }) => `${of.length} ${text}`).join("，")}</h1>
        </section>
        {told.map(({ text, of }) => (
          <section class="panel" key={text}>
            <h2>{text}</h2>
            <ol class="batch">
              {of.map((answer) => (
                <Item
                  key={answer.item.task.id}
                  item={answer.item}
                  why={resultWords(answer, viewer.userid, context)}
                />
              ))}
            </ol>
          </section>
        ))}
        <BackToList />
      </main>
    </Layout>
  );
}

/** One sentence; of a repetition only the code is known, so what the case says now is told. */
function resultWords({ item, answer }: BatchAnswer, viewer: StaffId, context: PageContext): string {
  if (answer.code === "approve") return "已同意。";
  const { approval, task } = item;
  const refusal =
    answer.refusal ??
    whyNotDecide(approval, { task, verb: "approve", by: { userid: viewer } }) ??
    whyNotInBatch(item, context.bureau);
  return refusal === undefined ? "没有办理，请打开工单逐条办理。" : wordsOf(refusal, context);
}

function wordsOf(refusal: Refusal, { bureau, now }: PageContext): string {
  return ON_THE_PAGE[refusal.code] ?? refusalText(refusal, { bureau, now });
}
