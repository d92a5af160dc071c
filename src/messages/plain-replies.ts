import type { UnclearReason } from "../domain/asking/text-command.ts";
import { replyText } from "./case-reply.ts";
import { plain } from "./fit.ts";

/** Shown where the asker has no cases of their own. */
const MADE_UP_EXAMPLE = "BZ-2026-000123";

/** What an answer that leads nowhere depends on. */
export interface HintContext {
  now: Date;
  /** Numbers of cases that the asker has to do with. */
  examples?: readonly string[];
}

const UNCLEAR: Record<UnclearReason, string> = {
  "too-long": "内容太长，没能查询；请只发工单编号或客户名称。您可以：",
  "no-words": "没有看懂您的消息。您可以：",
  "nothing-to-look-for": "没有看出要查哪一件。您可以：",
  "unknown-command": "没有这个命令。您可以：",
  courtesy: "您好，我可以帮您查工单和审批进度。您可以：",
  "hidden-direction": "消息中含有不可见的排版字符，为免查错，没有查询；请手工输入编号。您可以：",
};

const MESSAGE_KIND: Readonly<Record<string, string>> = {
  image: "图片",
  voice: "语音",
  video: "视频",
  file: "文件",
  location: "位置",
  link: "链接",
};

/** 帮助: what can be sent; the examples are cases of the asker, where there are any. */
export function helpReply(examples: readonly string[], now: Date): string {
  return replyText(
    [
      "我可以帮您查报装工单和审批进度。请直接发送：",
      `· 工单编号或客户名称，如 ${examplesText(examples.slice(0, 5))}`,
      "· 待办：等您审批的事项",
      "· 我提交的：您提交的审批到了哪一步",
      "· 超期：已超过时限的审批",
      "同意、退回请在审批卡片上点按钮，发送文字不能办理审批。",
    ],
    { now },
  );
}

/** Not understood: why, and three things that would be. */
export function unclearReply(reason: UnclearReason, { now, examples }: HintContext): string {
  return replyText([UNCLEAR[reason], ...suggestions(examples)], { now });
}

/** The same words whether there is no such case or the asker may not see it. */
export function notFoundReply(asked: string, { now, examples }: HintContext): string {
  return replyText(
    [
      `没有找到“${plain(asked)}”，或您无权查看。请核对编号或名称。您可以：`,
      ...suggestions(examples),
    ],
    { now },
  );
}

/** Pictures, voice and the like cannot be read; `msgType` is the platform's name for the kind. */
export function unsupportedReply(msgType: string, now: Date): string {
  const kind = Object.hasOwn(MESSAGE_KIND, msgType) ? MESSAGE_KIND[msgType] : undefined;
  return replyText(
    [`暂时无法识别${kind ?? "这类消息"}，请用文字发送。您可以：`, ...suggestions()],
    {
      now,
    },
  );
}

/** To somebody who is not in the organisation's list; tells nothing of any case. */
export function strangerReply(now: Date): string {
  return replyText(["您不在本系统的人员名单中，无法查询；如有需要，请联系管理员。"], { now });
}

/** First words to a person who opens the chat. */
export function welcomeReply(now: Date): string {
  return replyText(["您好，这里是供电方案审批助手。", ...suggestions()], { now });
}

/** Three things to send; up to two cases of the asker as examples, so that they work when tried. */
function suggestions(examples: readonly string[] = []): string[] {
  return [
    `· 发送工单编号或客户名称（如 ${examplesText(examples.slice(0, 2))}），查办理进度`,
    "· 发送“待办”，看等您审批的事项",
    "· 发送“我提交的”，看您提交的审批到了哪一步",
  ];
}

function examplesText(examples: readonly string[]): string {
  return examples.length === 0 ? MADE_UP_EXAMPLE : examples.map(plain).join("、");
}
