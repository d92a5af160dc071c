import type { JSX } from "preact";
import { dueReasons, type CountedSpan } from "../../messages/due-reasons.ts";
import type { PageContext } from "./page-context.ts";

/** How a due time was counted, day by day; folded until somebody asks. */
export function DueDetails({
  span,
  context,
}: {
  span: CountedSpan;
  context: PageContext;
}): JSX.Element {
  const { rule, days, total } = dueReasons(context.bureau.calendar, span, context.now);
  return (
    <details class="due-details">
      <summary>时限如何计算</summary>
      <p>{rule}</p>
      <ol>
        {days.map((day) => (
          <li key={day}>{day}</li>
        ))}
      </ol>
      <p>{total}</p>
    </details>
  );
}
