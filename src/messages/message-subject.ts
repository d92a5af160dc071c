import type { OutboundMessage } from "../wecom/outbound.ts";
import { plain } from "./fit.ts";

/** What a message is about, in one line without markup: the first line of a text, the title of a card. */
export function messageSubject(message: OutboundMessage): string {
  switch (message.kind) {
    case "send-card":
    case "update-card":
      return plain(message.card.main_title?.title ?? "");
    case "send-text":
    case "send-markdown":
    case "group-webhook":
    case "group-chat":
      return plain(firstLine(message.content).replace(/<[^>]*>/g, ""));
  }
}

function firstLine(text: string): string {
  return text.split("\n").find((line) => line.trim() !== "") ?? "";
}
