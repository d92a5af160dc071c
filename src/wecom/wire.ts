// wecom: the chat server's wire. Knows WeCom's names, limits and codes and nothing of cases or approvals.
// Must not import any folder but lib. This file: the vendor's shapes under the vendor's names (@source wecom:NNNNN = doc page).

/** Small line at the top of a card. @source wecom:90236 */
export interface CardSource {
  /** Picture of 72×72 advised. */
  icon_url?: string;
  /** ≤ 20 characters advised. */
  desc?: string;
  /** 0 grey (default), 1 black, 2 red, 3 green; not on vote and multiple cards. */
  desc_color?: 0 | 1 | 2 | 3;
}

/** Heading. Advised: title ≤ 36 characters (vote 16), desc ≤ 44 (vote and multiple 160). @source wecom:90236 */
export type CardTitle = { title?: string; desc?: string };

/** Where a press on a part of the card leads: 0 nowhere, 1 `url`, 2 mini-program. @source wecom:90236 */
export interface CardJump {
  type?: 0 | 1 | 2;
  url?: string;
  appid?: string;
  pagepath?: string;
}

/** Quoted block. @source wecom:90236 */
export type QuoteArea = CardJump & { title?: string; quote_text?: string };

/** One of ≤ 6 rows "name: value". @source wecom:90236 */
export interface HorizontalContent {
  /** 0 plain (default), 1 opens `url`, 2 attachment `media_id`, 3 member details of `userid`. */
  type?: 0 | 1 | 2 | 3;
  /** Required, ≤ 5 characters advised; 42027 when missing. */
  keyname: string;
  /** ≤ 30 characters advised; for type 2 the file name with extension. */
  value?: string;
  url?: string;
  media_id?: string;
  userid?: string;
}

/** One of ≤ 4 paragraphs: title ≤ 38, desc ≤ 160 characters advised. @source wecom:90236 */
export type VerticalContent = { title: string; desc?: string };

/** One of ≤ 3 links at the foot; title ≤ 18 characters advised. @source wecom:90236 */
export type JumpItem = CardJump & { title: string };

/** Menu behind the dots of a card; 1–3 entries, `key` ≤ 1024 bytes and unique; a click is a `template_card_menu_event`. @source wecom:90236 */
export type ActionMenu = { desc?: string; action_list: readonly { text: string; key: string }[] };

/** `id` ≤ 128 bytes and unique, `text` ≤ 16 characters advised; `is_checked` on vote cards. @source wecom:90236 */
export type CardOption = { id: string; text: string; is_checked?: boolean };

/** Drop-down of 1–10 options. @source wecom:90236 */
export interface CardSelection {
  /** ≤ 1024 bytes; comes back as `QuestionKey`. */
  question_key: string;
  title?: string;
  /** The first option when absent. */
  selected_id?: string;
  option_list: readonly CardOption[];
  /** Updates only: shows the choice, locked. @source wecom:94888 */
  disable?: boolean;
}

/** One of 1–6 buttons. @source wecom:90236 */
export interface CardButton {
  /** 0 callback (default), 1 opens `url`. */
  type?: 0 | 1;
  /** ≤ 10 characters. */
  text: string;
  /** 1–4, 1 (default) is solid blue. */
  style?: 1 | 2 | 3 | 4;
  /** Required for type 0: ≤ 1024 bytes, unique; comes back as `EventKey`. */
  key?: string;
  url?: string;
}

/** Tick list of 1–20 options, text ≤ 17 characters advised. @source wecom:90236 */
export interface Checkbox {
  question_key: string;
  /** 0 single (default), 1 multiple. */
  mode?: 0 | 1;
  option_list: readonly CardOption[];
  /** Updates only. @source wecom:94888 */
  disable?: boolean;
}

/** `text` ≤ 10 characters (default 提交); `key` ≤ 1024 bytes. @source wecom:90236 */
export type SubmitButton = { text?: string; key: string };

interface CardBase {
  source?: CardSource;
  /** Letters, digits, `_-@`, ≤ 128 bytes, unique in the app. Never in an update. @source wecom:90236, wecom:94888 */
  task_id?: string;
}

interface NoticeBlocks extends CardBase {
  /** With it, `task_id` is required and a `response_code` is returned. */
  action_menu?: ActionMenu;
  quote_area?: QuoteArea;
  horizontal_content_list?: readonly HorizontalContent[];
  jump_list?: readonly JumpItem[];
  /** Required, type 1 or 2; 42045 otherwise. */
  card_action: CardJump;
}

/** `replace_text`, updates only: one grey label in place of the buttons. @source wecom:94888 */
type Interactive = { replace_text?: string };

/** Text notice (emphasis: title ≤ 14, desc ≤ 22 advised); `main_title.title` or `sub_title_text` is required. @source wecom:90236 */
export interface TextNoticeCard extends NoticeBlocks {
  card_type: "text_notice";
  main_title?: CardTitle;
  emphasis_content?: CardTitle;
  /** ≤ 160 characters advised. */
  sub_title_text?: string;
}

/** Picture notice; at least one of `card_image` and `image_text_area`. @source wecom:90236 */
export interface NewsNoticeCard extends NoticeBlocks {
  card_type: "news_notice";
  main_title: CardTitle;
  /** `aspect_ratio` between 1.3 (default) and 2.25. */
  card_image?: { url: string; aspect_ratio?: number };
  image_text_area?: CardJump & { title?: string; desc?: string; image_url: string };
  vertical_content_list?: readonly VerticalContent[];
}

/** Buttons; the card of an approval. @source wecom:90236 */
export interface ButtonInteractionCard extends CardBase, Interactive {
  card_type: "button_interaction";
  action_menu?: ActionMenu;
  main_title: CardTitle;
  quote_area?: QuoteArea;
  /** ≤ 160 characters advised. */
  sub_title_text?: string;
  horizontal_content_list?: readonly HorizontalContent[];
  card_action?: CardJump;
  button_selection?: CardSelection;
  button_list: readonly CardButton[];
}

/** One question, ticked. `submit_button` may be left out in an update only. @source wecom:90236 */
export interface VoteInteractionCard extends CardBase, Interactive {
  card_type: "vote_interaction";
  main_title: CardTitle;
  checkbox: Checkbox;
  submit_button?: SubmitButton;
}

/** One to three drop-downs. `submit_button` may be left out in an update only. @source wecom:90236 */
export interface MultipleInteractionCard extends CardBase, Interactive {
  card_type: "multiple_interaction";
  main_title: CardTitle;
  select_list: readonly CardSelection[];
  submit_button?: SubmitButton;
}

export type TemplateCard =
  | TextNoticeCard
  | NewsNoticeCard
  | ButtonInteractionCard
  | VoteInteractionCard
  | MultipleInteractionCard;

/** What every reply carries; 0 is success. @source wecom:90313 */
export type ApiReply = { errcode: number; errmsg: string };

/** `GET /cgi-bin/gettoken?corpid=&corpsecret=`. @source wecom:91039 */
export interface GetTokenReply extends ApiReply {
  /** ≤ 512 bytes. */
  access_token: string;
  /** Seconds, 7200. */
  expires_in: number;
}

interface MessageSendBase {
  /** userids joined by `|`, ≤ 1000. */
  touser: string;
  /** Must be the token's app. */
  agentid: number;
  /** 1: the identical request within the interval is not delivered again. */
  enable_duplicate_check?: 0 | 1;
  /** Seconds, default 1800, at most 14400. */
  duplicate_check_interval?: number;
}

/** What a message holds. @source wecom:90236 */
export type MessageBody =
  | { msgtype: "text"; text: { content: string } }
  | { msgtype: "markdown"; markdown: { content: string } }
  | { msgtype: "template_card"; template_card: TemplateCard };

/** `POST /cgi-bin/message/send`. @source wecom:90236 */
export type MessageSendRequest = MessageSendBase & MessageBody;

/** Reply of message/send. @source wecom:90236 */
export interface MessageSendReply extends ApiReply {
  /** Lower-case userids joined by `|` (a string here, an array in the update reply). */
  invaliduser?: string;
  invalidparty?: string;
  invalidtag?: string;
  unlicenseduser?: string;
  /** For recall only. */
  msgid?: string;
  /** For one update within 72 h; interactive cards only. */
  response_code?: string;
}

/** `POST /cgi-bin/message/update_template_card`. @source wecom:94888 */
export interface UpdateCardRequest {
  userids?: readonly string[];
  partyids?: readonly number[];
  tagids?: readonly number[];
  /** 1: everyone who received that message. */
  atall?: 0 | 1;
  agentid: number;
  response_code: string;
  /** Either this: buttons turn grey and the pressed one shows the text; */
  button?: { replace_name: string };
  /** or this: a whole new card of any type, without `task_id`. */
  template_card?: TemplateCard;
}

/** Reply of update_template_card. @source wecom:94888 */
export interface UpdateCardReply extends ApiReply {
  /** Lower-case userids that are invisible or did not receive the message. */
  invaliduser?: readonly string[];
}

/** `POST /cgi-bin/appchat/create`; `name` ≤ 50 characters. @source wecom:90245 */
export interface AppChatCreateRequest {
  name: string;
  owner?: string;
  /** 2–2000 userids. */
  userlist: readonly string[];
  /** ≤ 32 of `[0-9A-Za-z]`; made by the server when absent. */
  chatid?: string;
}

/** Reply of appchat/create. @source wecom:90245 */
export type AppChatCreateReply = ApiReply & { chatid: string };

/** `POST /cgi-bin/appchat/send`; no template cards. @source wecom:90248 */
export type AppChatSendRequest = { chatid: string; safe?: 0 | 1 } & (
  | { msgtype: "text"; text: { content: string; mentioned_list?: readonly string[] } }
  | { msgtype: "markdown"; markdown: { content: string } }
);

/** `GET /cgi-bin/appchat/get?chatid=`. @source wecom:98914 */
export type AppChatGetReply = ApiReply & {
  chat_info: { chatid: string; name: string; owner: string; userlist: readonly string[] };
};

/** `POST /cgi-bin/webhook/send?key=`; `<@userid>` in markdown mentions. @source wecom:99110 */
export type WebhookSendRequest =
  | { msgtype: "text"; text: { content: string; mentioned_list?: readonly string[] } }
  | { msgtype: "markdown"; markdown: { content: string } };

/** One entry of the chat menu. @source wecom:90231 */
export interface MenuButton {
  type?: "click" | "view";
  /** ≤ 16 bytes on top, ≤ 40 below. */
  name: string;
  /** ≤ 128 bytes, for click. */
  key?: string;
  /** ≤ 1024 bytes, for view. */
  url?: string;
  /** 1–5 entries. */
  sub_button?: readonly MenuButton[];
}

/** `POST /cgi-bin/menu/create?agentid=`: 1–3 top buttons. @source wecom:90231 */
export type MenuCreateRequest = { button: readonly MenuButton[] };

/** `GET /cgi-bin/user/get?userid=`; mobile, mail and avatar are not given to new apps. @source wecom:90196 */
export interface UserGetReply extends ApiReply {
  userid: string;
  name: string;
  department: readonly number[];
  position?: string;
  /** At most one userid. */
  direct_leader?: readonly string[];
  main_department?: number;
  /** 1 active, 2 disabled, 4 not activated, 5 left. */
  status: number;
}

/** `GET /cgi-bin/auth/getuserinfo?code=`; no `userid` = not a member. @source wecom:91023 */
export type GetUserInfoReply = ApiReply & {
  userid?: string;
  user_ticket?: string;
  openid?: string;
};

/** `GET /cgi-bin/agent/get?agentid=`; `close` 1 means disabled. @source wecom:90228 (agent/set; this call not re-read) */
export type AgentGetReply = ApiReply & { agentid: number; name: string; close: 0 | 1 };
