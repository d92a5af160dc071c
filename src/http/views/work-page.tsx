import type { ComponentChildren, JSX } from "preact";
import type { Person } from "../../domain/people/organisation.ts";
import type { ListPlace } from "../../domain/asking/work-list.ts";
import { MAX_BATCH } from "../../domain/verbs/batch.ts";
import { asOfText } from "../../messages/moments.ts";
import { placeText } from "../pages/list-place.ts";
import { Layout } from "./layout.tsx";
import { WORK_TABS, type WorkTab } from "./work-tabs.ts";

interface WorkProps {
  tab: WorkTab;
  viewer: Person;
  /** How many things wait for the viewer. */
  waiting: number;
  /** How much the viewer was copied and has not read. */
  unread: number;
  /** Token of the form that marks all of it; undefined where this list has none. */
  readToken: string | undefined;
  /** Questions that wait for the viewer's answer; one `<li>` each. */
  questions: readonly JSX.Element[];
  /** Whether rows of this page can be chosen to be agreed to together. */
  canBatch: boolean;
  /** Where the next page begins. */
  next: ListPlace | undefined;
  asOf: Date;
  /** One `<li>` an entry. */
  rows: readonly JSX.Element[];
}

/** One page of one of somebody's lists. */
export function WorkListPage(props: WorkProps): JSX.Element {
  const { tab, viewer, waiting, unread, readToken, questions, canBatch, next, asOf, rows } = props;
  return (
    <Layout title={tab.label} viewerName={viewer.name}>
      <header class="strip">
        <div class="strip-inner">
          <p class="strip-title">
            <span class="case-no">签批</span>
            <span class="as-of">{asOfText(asOf)}</span>
          </p>
          <nav class="tabs" aria-label="清单">
            {WORK_TABS.map((one) => (
              <Tab
                key={one.list}
                tab={one}
                isCurrent={one === tab}
                counts={{ todo: waiting, copied: unread }}
              />
            ))}
          </nav>
        </div>
      </header>
      <main class="case">
        <h1 class="aside">{tab.label}</h1>
        {questions.length === 0 ? null : <ol class="work">{questions}</ol>}
        {rows.length === 0 ? <p class="panel">{tab.empty}</p> : <ol class="work">{rows}</ol>}
        {readToken === undefined ? null : <ReadAll token={readToken} />}
        {canBatch ? <BatchForm /> : null}
        <Next tab={tab} next={next} />
        <p class="next">
          <a href="/leave">我的休假代理</a> · <a href="/tasks/phrases">我的常用语</a>
        </p>
      </main>
    </Layout>
  );
}

function ReadAll({ token }: { token: string }): JSX.Element {
  return (
    <form class="next" method="post" action="/tasks/copied/read">
      <input type="hidden" name="token" value={token} />
      <button type="submit" class="button">
        全部已阅
      </button>
    </form>
  );
}

/** The rows' boxes belong to it; nothing is agreed to before the page that it leads to. */
function BatchForm(): JSX.Element {
  return (
    <form id="batch" class="next" method="get" action="/tasks/batch">
      <button type="submit" class="button">
        批量同意所选
      </button>
      <p class="hint">勾选同一流程、同一环节的事项，最多 {MAX_BATCH} 件；下一页核对后再签署。</p>
    </form>
  );
}

interface TabProps {
  tab: WorkTab;
  isCurrent: boolean;
  /** What waits in some of the lists. */
  counts: Partial<Record<WorkTab["list"], number>>;
}

function Tab({ tab, isCurrent, counts }: TabProps): JSX.Element {
  const count = counts[tab.list] ?? 0;
  const badge = count > 0 ? <Badge>{count}</Badge> : null;
  return (
    <a href={tab.path} aria-current={isCurrent ? "page" : undefined}>
      {tab.label}
      {badge}
    </a>
  );
}

function Badge({ children }: { children: ComponentChildren }): JSX.Element {
  return <span class="badge">{children}</span>;
}

function Next({ tab, next }: Pick<WorkProps, "tab" | "next">): JSX.Element | null {
  if (next === undefined) return null;
  return (
    <p class="next">
      <a class="button" href={`${tab.path}?after=${placeText(next)}`}>
        下一页
      </a>
    </p>
  );
}
