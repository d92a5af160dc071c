import type { Logger } from "../../lib/log.ts";
import { SECOND_MS } from "../../lib/clock.ts";

/** Lines a second about one check; a flood of forged calls is counted, not written. */
const LINES_PER_SECOND = 50;

interface Spell {
  endsAtMs: number;
  lines: number;
  unwritten: number;
}

/** Says in the log which check refused a call; of many in one second only the first ones, then how many more. */
export function createRejectionLog(
  log: Logger,
  nowMs: () => number = () => performance.now(),
): (path: string, check: string) => void {
  const spells = new Map<string, Spell>();
  return (path, check) => {
    const key = `${path} ${check}`;
    const atMs = nowMs();
    let spell = spells.get(key);
    if (spell === undefined || spell.endsAtMs <= atMs) {
      const more = spell?.unwritten ?? 0;
      if (more > 0) log.warn({ path, check, more }, "callback.rejected-more");
      spell = { endsAtMs: atMs + SECOND_MS, lines: 0, unwritten: 0 };
      spells.set(key, spell);
    }
    if (spell.lines === LINES_PER_SECOND) {
      spell.unwritten += 1;
      return;
    }
    spell.lines += 1;
    log.warn({ path, check }, "callback.rejected");
  };
}
