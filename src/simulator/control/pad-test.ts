import { textMessage } from "../callback/events.ts";
import type { Stage } from "../phone/act.ts";
import type { App } from "../world/world.ts";

const BLOCK_BYTES = 32;
/** Random prefix and length field before the message. */
const HEADER_BYTES = 20;

/** How one padding fared. */
export interface PadOutcome {
  /** Padding bytes of the plaintext, 1 to 32. */
  readonly pad: number;
  readonly status: string;
}

/**
 * Sends texts of 32 lengths in a row, so that every padding from 1 to 32 occurs. A receiver that leaves the
 * padding to its library refuses those above 16.
 */
export async function testPadding(
  stage: Stage,
  app: App,
  userid: string,
): Promise<readonly PadOutcome[]> {
  const { corpId } = stage.world.settings;
  const outcomes: PadOutcome[] = [];
  for (let length = 1; length <= BLOCK_BYTES; length += 1) {
    const message = textMessage(stage.world, app, { userid, content: "x".repeat(length) });
    const bytes = HEADER_BYTES + Buffer.byteLength(message.plaintext) + Buffer.byteLength(corpId);
    const { status } = await stage.pusher.push(app, message);
    outcomes.push({ pad: BLOCK_BYTES - (bytes % BLOCK_BYTES), status });
  }
  return outcomes.toSorted((a, b) => a.pad - b.pad);
}
