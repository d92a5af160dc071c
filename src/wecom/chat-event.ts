/** What every event has. */
interface EventBase {
  /** Hex sha256 that is equal for the same event delivered again, and different for any other. */
  inboxKey: string;
  /** userid of the person, or `sys`, exactly as received; compare by `canonicalUserId`. */
  from: string;
  /** When it happened, by WeCom's clock, to the second; informative only. */
  at: Date;
}

/** A button or a submit button was pressed. */
export interface CardPressed extends EventBase {
  kind: "card-pressed";
  cardId: string;
  buttonKey: string;
  /** One-use code for changing this card, valid for 72 h. */
  responseCode: string;
  /** Question key → chosen option ids; has no prototype. */
  selections: Readonly<Record<string, readonly string[]>>;
}

/** An entry of the menu behind a card's dots was clicked. */
export interface CardMenuClicked extends EventBase {
  kind: "card-menu-clicked";
  cardId: string;
  menuKey: string;
  responseCode: string;
}

/** A person wrote text in the app's chat; `msgId` exceeds 2^53 and stays a string. */
export interface TextReceived extends EventBase {
  kind: "text-received";
  content: string;
  msgId: string;
}

/** A person sent something else than text. */
export interface OtherMessage extends EventBase {
  kind: "other-message";
  /** image, voice, video, location, link, file, … */
  messageType: string;
}

/** An entry of the chat's own menu was clicked. */
export interface MenuClicked extends EventBase {
  kind: "menu-clicked";
  menuKey: string;
}

/** The chat was opened; or the person entered or left the app's visible range (left, disabled). */
export interface PresenceChanged extends EventBase {
  kind: "entered" | "member-joined" | "member-left";
}

/** The directory changed for a member: `create_user`, `update_user`, `delete_user`. */
export interface ContactChanged extends EventBase {
  kind: "contact-changed";
  changeType: "create_user" | "update_user" | "delete_user";
  userId: string;
  /** The member's userid from now on, when it changed. */
  newUserId?: string;
  /** 1 active, 2 disabled, 4 not activated, 5 left; only where it changed. @source wecom:90196 */
  status?: string;
  /** The member's departments changed. */
  isMoved?: boolean;
}

/** The app is about to be, or was, suspended for lack of use, or was restored. */
export interface AppInactiveWarning extends EventBase {
  kind: "app-inactive-warning";
  name: string;
}

/** Authentic, but nothing we act on: to be acknowledged and logged by name. */
export interface UnknownEvent extends EventBase {
  kind: "unknown";
  /** Bounded, one line, safe for a log. */
  name: string;
}

export type ChatEvent =
  | CardPressed
  | CardMenuClicked
  | TextReceived
  | OtherMessage
  | MenuClicked
  | PresenceChanged
  | ContactChanged
  | AppInactiveWarning
  | UnknownEvent;
