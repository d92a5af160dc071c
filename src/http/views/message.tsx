import type { ComponentChildren, JSX } from "preact";
import { Layout } from "./layout.tsx";

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
}

/** Something went wrong; an inner fault shows the number to ask about and nothing else. */
export function FaultPage({ status, words, requestId }: FaultProps): JSX.Element {
  return (
    <MessagePage title={titleOf(status)}>
      <p>{words}</p>
      {status >= 500 ? <p class="hint">请求编号：{requestId}</p> : null}
      {status === 404 ? (
        <p class="hint">请核对链接；需要查看的，请联系该工单的网格客户经理。</p>
      ) : null}
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

/** What a person sees who comes without a case number. */
export function StartPage({ viewerName }: { viewerName: string }): JSX.Element {
  return (
    <MessagePage title="签批" viewerName={viewerName}>
      <p>请从企业微信的消息卡片打开工单，或在应用会话中发送工单编号、客户名称查询。</p>
    </MessagePage>
  );
}

function titleOf(status: number): string {
  if (status === 404) return "没有找到";
  if (status === 503) return "暂时无法访问";
  return status >= 500 ? "系统出现故障" : "请求无法处理";
}
