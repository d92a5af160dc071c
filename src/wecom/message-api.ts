import { errorOfErrcode } from "./errcodes.ts";
import { stringField, stringsField } from "./reply-fields.ts";
import type { TokenCall } from "./token-call.ts";
import type { ApiFields } from "./transport.ts";
import { canonicalUserId } from "./user-id.ts";
import type { MessageBody, MessageSendRequest, TemplateCard, UpdateCardRequest } from "./wire.ts";

/** Messages to one person. Every method throws WecomApiError; `undeliverable` when the person cannot be reached. */
export interface MessageApi {
  /** Returns the one-use update code, which cards without a callback do not have. @source wecom:90236 */
  sendCard(card: { to: string; cardId: string; card: TemplateCard }): Promise<SentCard>;
  /** @param text ≤ 2048 bytes, the rest is cut by WeCom. @source wecom:90236 */
  sendText(text: { to: string; content: string }): Promise<void>;
  /** @param text ≤ 2048 bytes of WeCom's markdown subset. @source wecom:90236 */
  sendMarkdown(text: { to: string; content: string }): Promise<void>;
  /** Spends the code; `stale` when it was spent or is older than 72 h. @source wecom:94888 */
  updateCard(update: { to: string; responseCode: string; card: TemplateCard }): Promise<void>;
}

export interface SentCard {
  responseCode: string | undefined;
}

const SEND = "/cgi-bin/message/send";
const UPDATE = "/cgi-bin/message/update_template_card";
const USERID_INVALID = 40003;
const NOBODY_REACHABLE = 81013;
const NOT_AMONG_RECEIVERS = 82102;
const MAX_USERS_READ = 1_000;

/**
 * A send whose answer was lost is repeated word for word, and must not arrive twice: for the longest time
 * that the platform allows. @source wecom:90236
 */
const NO_TWINS = { enable_duplicate_check: 1, duplicate_check_interval: 14_400 } as const;

/** Builds the methods over a caller that adds the token. */
export function createMessageApi(call: TokenCall, agentId: number): MessageApi {
  const send = async (to: string, message: MessageBody): Promise<ApiFields> => {
    requireRecipient(SEND, to);
    // A time-out is ambiguous: the repeated identical body is then swallowed by WeCom itself.
    const target = { touser: to, agentid: agentId, ...NO_TWINS } as const;
    const body: MessageSendRequest = { ...target, ...message };
    const reply = await call({ api: SEND, body });
    requireReached(reply);
    return reply;
  };
  return {
    sendCard: async ({ to, cardId, card }) => {
      const template_card: TemplateCard = { ...card, task_id: cardId };
      const reply = await send(to, { msgtype: "template_card", template_card });
      return { responseCode: codeIn(reply) };
    },
    sendText: async ({ to, content }) => {
      await send(to, { msgtype: "text", text: { content } });
    },
    sendMarkdown: async ({ to, content }) => {
      await send(to, { msgtype: "markdown", markdown: { content } });
    },
    updateCard: async ({ to, responseCode, card }) => {
      requireRecipient(UPDATE, to);
      const { task_id: _sentOnly, ...template_card } = card;
      const body: UpdateCardRequest = {
        userids: [to],
        agentid: agentId,
        response_code: responseCode,
        template_card,
      };
      const reply = await call({ api: UPDATE, body });
      if (stringsField(reply, "invaliduser", MAX_USERS_READ).length > 0) {
        throw errorOfErrcode(UPDATE, NOT_AMONG_RECEIVERS, "errcode 0 with invaliduser");
      }
    },
  };
}

/** The longest seen have about a hundred characters; what cannot be a code is none. */
const MAX_CODE_CHARS = 512;

function codeIn(reply: ApiFields): string | undefined {
  const code = stringField(reply, "response_code");
  return code !== undefined && code.length <= MAX_CODE_CHARS ? code : undefined;
}

/** `touser` joins userids by `|` and knows `@all`: one person's id must never become several. */
function requireRecipient(api: string, to: string): void {
  if (canonicalUserId(to) === undefined)
    throw errorOfErrcode(api, USERID_INVALID, "not one userid");
}

/** Success does not mean delivery: the only receiver may stand in one of the lists. */
function requireReached(reply: ApiFields): void {
  const missed = stringField(reply, "invaliduser") ?? stringField(reply, "unlicenseduser");
  if (missed !== undefined) {
    throw errorOfErrcode(
      SEND,
      NOBODY_REACHABLE,
      "errcode 0 with the receiver in a list of the missed",
    );
  }
}
