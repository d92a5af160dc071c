import { AGENT_ROUTES } from "./agent.ts";
import type { ApiRoute } from "./api-call.ts";
import { APPCHAT_ROUTES } from "./appchat.ts";
import { CARD_UPDATE_ROUTES } from "./card-update.ts";
import { CONTACT_ROUTES } from "./contacts.ts";
import { MEDIA_ROUTES } from "./media.ts";
import { MENU_ROUTES } from "./menu.ts";
import { MESSAGE_RECALL_ROUTES } from "./message-recall.ts";
import { MESSAGE_SEND_ROUTES } from "./message-send.ts";
import { TOKEN_ROUTES } from "./token.ts";
import { WEBHOOK_ROUTES } from "./webhook.ts";

const ROUTES: readonly ApiRoute[] = [
  ...TOKEN_ROUTES,
  ...MESSAGE_SEND_ROUTES,
  ...CARD_UPDATE_ROUTES,
  ...MESSAGE_RECALL_ROUTES,
  ...APPCHAT_ROUTES,
  ...WEBHOOK_ROUTES,
  ...MEDIA_ROUTES,
  ...MENU_ROUTES,
  ...CONTACT_ROUTES,
  ...AGENT_ROUTES,
];

/** Every API by its path below `/cgi-bin/`. */
export const API_ROUTES: ReadonlyMap<string, ApiRoute> = new Map(
  ROUTES.map((route) => [route.path, route]),
);
