import type { JSX } from "preact";
import type { Person } from "../../domain/people/organisation.ts";
import { MAX_PHRASES, PHRASE_MAX_CHARS, type OwnPhrase } from "../../domain/own-phrases.ts";
import { Layout } from "./layout.tsx";

interface PhrasesProps {
  /** Those used most first. */
  phrases: readonly OwnPhrase[];
  token: string;
  /** What was typed before and has not counted. */
  typed: string;
  /** Why it has not. */
  refused: string | undefined;
  viewer: Person;
}

/** 我的常用语: what somebody often writes when they decide. */
export function PhrasesPage(props: PhrasesProps): JSX.Element {
  const { phrases, token, typed, refused, viewer } = props;
  return (
    <Layout title="我的常用语" viewerName={viewer.name}>
      <main class="case">
        <section class="panel">
          <h1>我的常用语</h1>
          <p class="hint">
            在工单页面办理时可以选用，最多 {MAX_PHRASES}{" "}
            条，常用的排在前面；卡片上的意见由流程统一设置。
          </p>
          {phrases.length === 0 ? <p>还没有常用语。</p> : null}
          <ul class="seats">
            {phrases.map((phrase) => (
              <PhraseRow key={phrase.no} phrase={phrase} token={token} />
            ))}
          </ul>
          {refused === undefined ? null : (
            <p class="refused" role="alert">
              {refused}
            </p>
          )}
          <form class="decision" method="post" action="/tasks/phrases">
            <input type="hidden" name="token" value={token} />
            <label class="words">
              <span>新的常用语（不超过 {PHRASE_MAX_CHARS} 字）</span>
              <textarea name="words" rows={2} maxLength={PHRASE_MAX_CHARS} required>
                {typed}
              </textarea>
            </label>
            <button type="submit" class="button">
              添加
            </button>
          </form>
        </section>
        <p class="next">
          <a href="/tasks">回到待办</a>
        </p>
      </main>
    </Layout>
  );
}

function PhraseRow({ phrase, token }: { phrase: OwnPhrase; token: string }): JSX.Element {
  return (
    <li class="seat">
      <form class="phrase" method="post" action="/tasks/phrases/remove">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="no" value={phrase.no} />
        <span>{phrase.words}</span>
        <button type="submit" class="link-button" aria-label={`删除：${phrase.words}`}>
          删除
        </button>
      </form>
    </li>
  );
}
