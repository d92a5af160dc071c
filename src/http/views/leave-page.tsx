import type { ComponentChildren, JSX } from "preact";
import type { Grant } from "../../domain/leave/grant.ts";
import type { LeaveRefusal } from "../../domain/leave/why-not-grant.ts";
import type { Organisation, Person } from "../../domain/people/organisation.ts";
import { nameOf } from "../../messages/approval-words.ts";
import {
  grantStateText,
  leaveRefusalText,
  modeText,
  periodText,
  scopeText,
} from "../../messages/leave-words.ts";
import { asOfText } from "../../messages/moments.ts";
import type { LeaveDraft } from "../pages/leave-form.ts";
import { ColleagueField, Colleagues } from "./colleagues.tsx";
import type { Mark } from "./case-words.ts";
import { Layout, Pair, Pill } from "./layout.tsx";
import type { PageContext } from "./page-context.ts";

interface LeaveProps {
  viewer: Person;
  /** Sees everybody's, and may make one for somebody else. */
  isAdmin: boolean;
  grants: readonly Grant[];
  draft: LeaveDraft;
  /** Why a form did not count: in words, or as the rules say it. */
  refused: string | LeaveRefusal | undefined;
  token: string;
  context: PageContext;
}

/** 休假代理: what the viewer has handed over or been handed, and a form for a new one. */
export function LeavePage(props: LeaveProps): JSX.Element {
  const { viewer, grants, refused, context } = props;
  return (
    <Layout title="休假代理" viewerName={viewer.name}>
      <header class="strip">
        <div class="strip-inner">
          <p class="strip-title">
            <a class="case-no" href="/tasks">
              签批
            </a>
            <span class="as-of">{asOfText(context.now)}</span>
          </p>
        </div>
      </header>
      <main class="case">
        {refused === undefined ? null : (
          <p class="refused" role="alert">
            {typeof refused === "string" ? refused : leaveRefusalText(refused, context.bureau)}
          </p>
        )}
        <section class="panel">
          <h1>{props.isAdmin ? "全部休假代理" : "我的休假代理"}</h1>
          {grants.length === 0 ? <p class="hint">还没有休假代理。</p> : null}
          {grants.map((grant) => (
            <GrantItem key={grant.id} grant={grant} {...props} />
          ))}
        </section>
        <NewGrant {...props} />
      </main>
    </Layout>
  );
}

const TONES: Readonly<Record<string, Mark["tone"]>> = { 生效中: "good", 待接受: "busy" };

function GrantItem({ grant, viewer, isAdmin, token, context }: LeaveProps & { grant: Grant }) {
  const { organisation } = context.bureau;
  const state = grantStateText(grant, context.now);
  const isOpen = grant.endedAt === undefined && context.now < grant.untilAt;
  const isMine = [grant.principal, grant.delegate].includes(viewer.userid);
  const mayAccept = isOpen && grant.acceptedAt === undefined && grant.delegate === viewer.userid;
  return (
    <article class="item grant">
      <p class="who">
        <span class="name">
          {nameOf(organisation, grant.principal)} → {nameOf(organisation, grant.delegate)}
        </span>
        <Pill mark={{ text: state, tone: TONES[state] ?? "quiet" }} />
      </p>
      <dl class="pairs">
        <Pair term="期间">{periodText(grant)}</Pair>
        <Pair term="方式">{modeText(grant.mode)}</Pair>
        <Pair term="范围">{scopeText(grant.scope)}</Pair>
        {grant.documentNo === "" ? null : <Pair term="文号">{grant.documentNo}</Pair>}
        {grant.reason === "" ? null : <Pair term="事由">{grant.reason}</Pair>}
        {grant.madeBy === grant.principal ? null : (
          <Pair term="办理人">{nameOf(organisation, grant.madeBy)}</Pair>
        )}
      </dl>
      <div class="actions">
        {mayAccept ? (
          <Act token={token} path={`/leave/${grant.id}/accept`} words="接受代理" look="button" />
        ) : null}
        {isOpen && (isMine || isAdmin) ? (
          <Act
            token={token}
            path={`/leave/${grant.id}/end`}
            words={mayAccept ? "不接受" : "结束代理"}
            look="button quiet"
          />
        ) : null}
      </div>
    </article>
  );
}

interface ActProps {
  token: string;
  path: string;
  words: string;
  look: "button" | "button quiet";
}

function Act({ token, path, words, look }: ActProps): JSX.Element {
  return (
    <form method="post" action={path}>
      <input type="hidden" name="token" value={token} />
      <button type="submit" class={look}>
        {words}
      </button>
    </form>
  );
}

function NewGrant({ isAdmin, draft, token, context }: LeaveProps): JSX.Element {
  const { organisation } = context.bureau;
  return (
    <section class="panel">
      <Colleagues organisation={organisation} />
      <h2>新的休假代理</h2>
      <form class="leave-form" method="post" action="/leave">
        <input type="hidden" name="token" value={token} />
        <Sides isAdmin={isAdmin} draft={draft} organisation={organisation} />
        <Field label="开始日期">
          <input type="date" name="from" value={draft.from} required />
        </Field>
        <Field label="结束日期（含当日）">
          <input type="date" name="until" value={draft.until} required />
        </Field>
        <Field label="方式">
          <select name="mode">
            {(["replace", "share"] as const).map((mode) => (
              <option key={mode} value={mode} selected={draft.mode === mode}>
                {modeText(mode)}
              </option>
            ))}
          </select>
        </Field>
        <Field label="审批种类">
          <select name="kind">
            {KINDS.map(([kind, words]) => (
              <option key={kind} value={kind} selected={draft.kind === kind}>
                {words}
              </option>
            ))}
          </select>
        </Field>
        <Field label="电压不超过（kV，可不填）">
          <input type="number" name="maxVoltageKv" step="any" value={draft.maxVoltageKv} />
        </Field>
        <Field label="容量不超过（kVA，可不填）">
          <input type="number" name="maxCapacity" step="any" value={draft.maxCapacity} />
        </Field>
        <Field label="批准文号（可不填）">
          <input type="text" name="documentNo" maxLength={60} value={draft.documentNo} />
        </Field>
        <Field label="事由">
          <input type="text" name="reason" maxLength={200} value={draft.reason} />
        </Field>
        <p class="hint">代理人接受后生效；期满自动交还，也可以提前结束。</p>
        <button type="submit" class="button">
          提交
        </button>
      </form>
    </section>
  );
}

type SidesProps = Pick<LeaveProps, "isAdmin" | "draft"> & { organisation: Organisation };

/** Who stands in, and for whom where that is not the viewer. */
function Sides({ isAdmin, draft, organisation }: SidesProps): JSX.Element {
  return (
    <>
      {isAdmin ? (
        <Field label="休假人（替他人办理时填写，并写明事由）">
          <ColleagueField
            name="principal"
            chosen={draft.principal}
            organisation={organisation}
            isOptional
            hint="本人"
          />
        </Field>
      ) : null}
      <Field label="代理人">
        <ColleagueField
          name="delegate"
          chosen={draft.delegate}
          organisation={organisation}
          isOptional={false}
          hint="输入姓名，从列表中选择"
        />
      </Field>
    </>
  );
}

const KINDS = [
  ["", "全部"],
  ["supply_plan", "供电方案"],
  ["grid_investment", "配套电网投资"],
] as const;

function Field({ label, children }: { label: string; children: ComponentChildren }): JSX.Element {
  return (
    <label class="words">
      <span>{label}</span>
      {children}
    </label>
  );
}
