import type { ComponentChildren, JSX } from "preact";
import type { Unsent } from "../pages/draft.ts";
import { Layout } from "./layout.tsx";
import { SendAgain, UnsentText } from "./unsent.tsx";

interface MessageProps {
  title: string;
  viewerName?: string | undefined;
  children: ComponentChildren;
}

/** A page that says one thing. */
function MessagePage({ title, viewerName, children }: MessageProps): JSX.Element {
  return (
    <Layout title={title} viewerName={viewerName}>
      <main class="message">
        <h1>{title}</h1>
        {children}
      </main>
    </Layout>
  );
}

interface FaultProps {
  status: number;
  words: string;
  requestId: string;
  /** What was being sent when it happened. */
  unsent: Unsent | undefined;
}

/** Something went wrong; an inner fault shows the number to ask about. What was written is there again. */
export function FaultPage({ status, words, requestId, unsent }: FaultProps): JSX.Element {
  return (
    <MessagePage title={titleOf(status)}>
      <p>{words}</p>
      {unsent === undefined ? null : <StillThere unsent={unsent} status={status} />}
      {status >= 500 ? <p class="hint">请求编号：{requestId}</p> : null}
      {status === 404 ? (
        <p class="hint">请核对链接；需要查看的，请联系该工单的网格客户经理。</p>
      ) : null}
    </MessagePage>
  );
}

/** A passing fault lets the same form be sent again; a refused one is only shown, and begun anew on the case page. */
function StillThere({ unsent, status }: { unsent: Unsent; status: number }): JSX.Element {
  if (status >= 500 || status === 429) return <SendAgain unsent={unsent} />;
  return (
    <>
      <UnsentText draft={unsent.draft} />
      <p>
        <a class="button" href={unsent.casePath}>
          回到工单
        </a>
      </p>
    </>
  );
}

/** The login was over before a form was sent. */
export function LoginOverPage({ unsent }: { unsent: Unsent }): JSX.Element {
  return (
    <MessagePage title="登录已过期">
      <p>没有办理：登录已过期。重新登录后，您写的意见会填回表单。</p>
      <p>
        <a class="button" href={`/login?to=${encodeURIComponent(unsent.casePath)}`}>
          重新登录
        </a>
      </p>
      <UnsentText draft={unsent.draft} />
    </MessagePage>
  );
}

/** The login did not succeed and is not repeated by itself any more. */
export function LoginFailedPage({ to }: { to: string }): JSX.Element {
  const again = `/login?to=${encodeURIComponent(to)}`;
  return (
    <MessagePage title="请重新打开">
      <p>登录没有成功：登录链接已使用过或已过期。</p>
      <p>
        <a class="button" href={again}>
          重新登录
        </a>
      </p>
      <p class="hint">仍不成功时，请回到企业微信，从消息卡片重新打开。</p>
    </MessagePage>
  );
}

/** No Chromium is configured that could print the sheet. */
export function NoPdfPage({ pagePath }: { pagePath: string }): JSX.Element {
  return (
    <MessagePage title="没有 PDF 文件">
      <p>
        本系统没有配置生成 PDF 的程序。请打开审批单，用浏览器的“打印”，在“打印机”中选“另存为 PDF”。
      </p>
      <p>
        <a class="button" href={pagePath}>
          打开审批单
        </a>
      </p>
      <p class="hint">需要直接下载 PDF 的，请管理员设置 CHROMIUM_PATH。</p>
    </MessagePage>
  );
}

export function NotAMemberPage(): JSX.Element {
  return (
    <MessagePage title="无法登录">
      <p>您的账号不在本系统的人员名单中。</p>
      <p class="hint">需要使用的，请联系管理员添加。</p>
    </MessagePage>
  );
}

export function LoggedOutPage(): JSX.Element {
  return (
    <MessagePage title="已退出登录">
      <p>再次查看工单时，请从企业微信的消息卡片打开。</p>
    </MessagePage>
  );
}

function titleOf(status: number): string {
  if (status === 404) return "没有找到";
  if (status === 503) return "暂时无法访问";
  return status >= 500 ? "系统出现故障" : "请求无法处理";
}
