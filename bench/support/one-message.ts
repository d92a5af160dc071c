// A card on a phone of the simulator, with its message: something that can be updated as often as there are codes.
import type { TemplateCard } from "../../src/wecom/wire.ts";
import type { SentMessage } from "../../src/simulator/world/world.ts";
import { openAndSubmit, newestCard } from "../../test/support/people.ts";
import type { World } from "../../test/support/world.ts";

/** Submits a plan, so that its first approver has a card. */
export async function sendMessageTo(
  world: World,
  userid: string,
): Promise<{ message: SentMessage; card: TemplateCard }> {
  await openAndSubmit(world);
  const { msgid } = newestCard(world, userid);
  const message = world.simulator.world.messages.get(msgid);
  if (message === undefined) throw new Error("the card's message is not known");
  const { task_id: _taskId, ...card } = message.content;
  return { message, card: card as unknown as TemplateCard };
}
