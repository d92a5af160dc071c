import type { ComponentChildren, JSX } from "preact";
import type { Person } from "../../domain/organisation.ts";
import type { ListPlace } from "../../domain/work-list.ts";
import { asOfText } from "../../messages/moments.ts";
import { placeText } from "../list-place.ts";
import { Layout } from "./layout.tsx";
import { WORK_TABS, type WorkTab } from "./work-tabs.ts";

interface WorkProps {
  tab: WorkTab;
  viewer: Person;
  /** How many things wait for the viewer. */
  waiting: number;
  /** Questions that wait for the viewer's answer; one `<li>` each. */
  questions: readonly JSX.Element[];
  /** Where the next page begins. */
  next: ListPlace | undefined;
  asOf: Date;
  /** One `<li>` an entry. */
  rows: readonly JSX.Element[];
}

/** One page of one of somebody's lists. */
export function WorkListPage(props: WorkProps): JSX.Element {
  const { tab, viewer, waiting, questions, next, asOf, rows } = props;
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
              <Tab key={one.list} tab={one} isCurrent={one === tab} waiting={waiting} />
            ))}
          </nav>
        </div>
      </header>
      <main class="case">
        <h1 class="aside">{tab.label}</h1>
        {questions.length === 0 ? null : <ol class="work">{questions}</ol>}
        {rows.length === 0 ? <p class="panel">{tab.empty}</p> : <ol class="work">{rows}</ol>}
        <Next tab={tab} next={next} />
        <p class="next">
          <a href="/leave">我的休假代理</a>
        </p>
      </main>
    </Layout>
  );
}

interface TabProps {
  tab: WorkTab;
  isCurrent: boolean;
  waiting: number;
}

function Tab({ tab, isCurrent, waiting }: TabProps): JSX.Element {
  const badge = tab.list === "todo" && waiting > 0 ? <Badge>{waiting}</Badge> : null;
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
