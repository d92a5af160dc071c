import type { JSX } from "preact";
import type { Decision, RuleMark, SampleOf } from "../../domain/approval/instance.ts";
import { momentText } from "../../messages/moments.ts";
import { Pair } from "./layout.tsx";
import type { PageContext } from "./page-context.ts";

interface RuleProps {
  decision: Decision;
  mark: RuleMark;
  now: Date;
}

/** What a rule has decided: which, when, and what it went by. Nobody has signed, and it does not look so. */
export function RuleDecision({ decision, mark, now }: RuleProps): JSX.Element {
  return (
    <dl class="pairs signature">
      <Pair term="规则">{mark.words}</Pair>
      <Pair term="时间">{momentText(decision.committedAt, now)}，未经人工签署</Pair>
      <Pair term="依据">
        v{decision.documentVersion}，规则 {mark.ruleId} 第 {mark.version} 版
        <details>
          <summary>所依据的内容（{mark.facts.length} 项）</summary>
          <ul>
            {mark.facts.map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
        </details>
      </Pair>
    </dl>
  );
}

/** An exempt plan that was drawn for people to judge the rule by. */
export function SampleHint({
  sample: { ruleId, version },
  context: { bureau },
}: {
  sample: SampleOf;
  context: PageContext;
}): JSX.Element {
  const name = bureau.typicalPlans.find(({ id }) => id === ruleId)?.name ?? ruleId;
  return (
    <p class="hint">
      典型方案抽查：符合“{name}”（第 {version} 版），按抽查规则仍由人工审批
    </p>
  );
}
