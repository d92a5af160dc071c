import type { Person } from "../domain/people/organisation.ts";
import type { DirectoryUser } from "../wecom/directory-api.ts";
import { WecomApiError } from "../wecom/errcodes.ts";
import { subject, type Finding } from "./finding.ts";
import { mapLimited } from "./map-limited.ts";
import type { Patient } from "./patient.ts";
import { wecomWords } from "./wecom-words.ts";

const PEOPLE = subject("wecom.people", "人员");

/** Calls at a time; far below every limit of the platform. @source wecom:90312 */
const AT_ONCE = 4;
const MOST_NAMED = 10;

/** What is wrong with a person; `unasked` says nothing of the person. */
type Trouble =
  | "unknown"
  | "out-of-range"
  | "disabled"
  | "left"
  | "not-activated"
  | "other-name"
  | "unasked";

const TROUBLES: Readonly<Record<Trouble, { result: "warn" | "fail"; words: string }>> = {
  unknown: {
    result: "fail",
    words: "在企业微信里不存在或已离职；请核对 organisation.yaml 里的 userid",
  },
  "out-of-range": {
    result: "fail",
    words: "不在应用的可见范围内，收不到卡片；请到 管理后台 > 应用管理 > 本应用 > 可见范围 加入",
  },
  disabled: { result: "fail", words: "帐号已被禁用；请到 管理后台 > 通讯录 启用，或在配置中换人" },
  left: { result: "fail", words: "已退出企业；请在 organisation.yaml 里换人" },
  "not-activated": { result: "warn", words: "还没有激活企业微信，收不到卡片；请本人登录一次" },
  "other-name": {
    result: "warn",
    words: "的姓名与企业微信通讯录不一致；请核对 userid 是否写成了别人的",
  },
  unasked: { result: "warn", words: "这次没有查到，请稍后再试" },
};

/** Whether everybody whom flows may ask exists in WeCom and can be reached. */
export async function checkPeople({ config, api }: Patient): Promise<Finding[]> {
  const { people } = config.bureau.organisation;
  const failures: WecomApiError[] = [];
  const troubles = await mapLimited(people, AT_ONCE, async (person) => {
    try {
      return troubleOf(person, await api.getUser(person.userid));
    } catch (error) {
      if (!(error instanceof WecomApiError)) throw error;
      const trouble = troubleOfError(error);
      if (trouble === "unasked") failures.push(error);
      return trouble;
    }
  });
  const found = findingsOf(people, troubles, failures[0]);
  return found.length > 0 ? found : [PEOPLE.ok(`${people.length} 人都在企业微信里，帐号正常`)];
}

function troubleOf(person: Person, user: DirectoryUser): Trouble | undefined {
  if (user.status === "disabled" || user.status === "left") return user.status;
  if (user.status === "not-activated") return "not-activated";
  return user.name !== "" && user.name !== person.name ? "other-name" : undefined;
}

/** @source wecom:90196, wecom:90313 */
function troubleOfError({ errcode }: WecomApiError): Trouble {
  if (errcode === 60111 || errcode === 40003) return "unknown";
  return errcode === 60011 || errcode === 60021 || errcode === 50002 ? "out-of-range" : "unasked";
}

function findingsOf(
  people: readonly Person[],
  troubles: readonly (Trouble | undefined)[],
  failure: WecomApiError | undefined,
): Finding[] {
  return Object.entries(TROUBLES).flatMap(([trouble, { result, words }]) => {
    const concerned = people.filter((_person, index) => troubles[index] === trouble);
    if (concerned.length === 0) return [];
    const why = trouble === "unasked" && failure !== undefined ? `：${wecomWords(failure)}` : "";
    return [PEOPLE[result](`${namesOf(concerned)} ${words}${why}`)];
  });
}

function namesOf(people: readonly Person[]): string {
  const named = people.slice(0, MOST_NAMED).map(({ userid }) => userid);
  const more = people.length > named.length ? ` 等 ${people.length} 人` : "";
  return `${named.join("、")}${more}`;
}
