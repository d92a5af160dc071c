import type { OutboxRow } from "../store/outbox.ts";
import { WecomApiError } from "../wecom/errcodes.ts";
import type { GroupApi } from "../wecom/group-api.ts";
import type { MessageApi } from "../wecom/message-api.ts";
import type { OutboundMessage } from "../wecom/outbound.ts";
import { deliveryOf } from "./delivery.ts";
import {
  prepareSendCard,
  prepareUpdateCard,
  type CardDeps,
  type Prepared,
} from "./deliver-card.ts";

/** The part of the chat client by which messages leave. */
export type SendApi = MessageApi & Pick<GroupApi, "sendToGroupChat" | "sendToWebhook">;

export interface DeliverDeps extends CardDeps {
  api: SendApi;
}

/**
 * Turns a stored message into the one call that delivers it, or into an outcome that needs no call.
 * Preparing reads the store only; the call is made when the limits allow.
 */
export async function prepare(
  deps: DeliverDeps,
  message: OutboundMessage,
  row: Pick<OutboxRow, "attempts" | "maybeDone" | "createdAt">,
): Promise<Prepared> {
  const { api } = deps;
  switch (message.kind) {
    case "send-card":
      return prepareSendCard(deps, message, row);
    case "update-card":
      return prepareUpdateCard(deps, message, row);
    case "send-text":
      return simple(() => api.sendText(message));
    case "send-markdown":
      return simple(() => api.sendMarkdown(message));
    case "group-webhook":
      return simple(() => api.sendToWebhook(message));
    case "group-chat":
      return simple(() => api.sendToGroupChat(message));
  }
}

function simple(send: () => Promise<void>): Prepared {
  return {
    call: async () => {
      try {
        await send();
        return { kind: "sent" };
      } catch (error) {
        if (error instanceof WecomApiError) return deliveryOf(error);
        throw error;
      }
    },
  };
}
