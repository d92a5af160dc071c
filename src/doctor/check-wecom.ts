import { SECOND_MS, type Clock } from "../lib/clock.ts";
import { WecomApiError } from "../wecom/errcodes.ts";
import type { AgentInfo } from "../wecom/directory-api.ts";
import { checkGroups } from "./check-groups.ts";
import { checkPeople } from "./check-people.ts";
import { subject, type Finding } from "./finding.ts";
import { probe, type ProbeAnswer } from "./http-probe.ts";
import { networkWords } from "./network-words.ts";
import type { Patient } from "./patient.ts";
import { wecomWords } from "./wecom-words.ts";

const REACH = subject("wecom.reach", "企业微信网络");
const CLOCK = subject("wecom.clock", "企业微信时钟");
const TOKEN = subject("wecom.token", "企业微信凭证");
const EGRESS = subject("wecom.egress-ip", "企业可信IP");
const AGENT = subject("wecom.agent", "企业微信应用");

const UNCHECKED = "；在此之前，应用、人员和群聊都无法检查";

/** Network, clock, credentials and app; people and groups only when these work. */
export async function checkWecom(patient: Patient): Promise<Finding[]> {
  const { apiUrl } = patient.config.wecom;
  let answer: ProbeAnswer;
  try {
    answer = await probe(new URL(apiUrl), patient.config.httpsProxy);
  } catch (error) {
    return [REACH.fail(`${awayWords(patient, error)}${UNCHECKED}`)];
  }
  const before = [REACH.ok(`可以连接 ${apiUrl}`), ...clockFindings(answer, patient.clock)];
  try {
    return [...before, ...agentFindings(await patient.api.getAgent()), ...(await beyond(patient))];
  } catch (error) {
    if (!(error instanceof WecomApiError)) throw error;
    return [...before, ...refusedFindings(error)];
  }
}

async function beyond(patient: Patient): Promise<Finding[]> {
  return [...(await checkPeople(patient)), ...(await checkGroups(patient))];
}

function awayWords({ config }: Patient, error: unknown): string {
  const { wecom, httpsProxy } = config;
  const way = httpsProxy === undefined ? "" : "（经由 HTTPS_PROXY 代理）";
  return `连不上 ${wecom.apiUrl}${way}：${networkWords(error)}`;
}

const WARN_OFFSET_MS = 60 * SECOND_MS;
/** Callbacks older than 300 s are refused; beyond this the way they take is enough to lose them. */
const FAIL_OFFSET_MS = 240 * SECOND_MS;

function clockFindings({ serverAt }: ProbeAnswer, clock: Clock): Finding[] {
  if (serverAt === undefined) return [];
  const offsetMs = clock.now().getTime() - serverAt.getTime();
  const seconds = Math.round(Math.abs(offsetMs) / SECOND_MS);
  if (Math.abs(offsetMs) <= WARN_OFFSET_MS) return [CLOCK.ok("与本机时钟一致")];
  const message = `本机时钟比企业微信${offsetMs > 0 ? "快" : "慢"} ${seconds} 秒；请用 NTP（chrony）校时，相差超过 300 秒时所有按钮和消息都会被当作过期而拒收`;
  return [Math.abs(offsetMs) > FAIL_OFFSET_MS ? CLOCK.fail(message) : CLOCK.warn(message)];
}

/** gettoken itself works from any address, so 60020 means that the credentials are right. */
function refusedFindings(error: WecomApiError): Finding[] {
  const message = `${wecomWords(error)}${UNCHECKED}`;
  if (error.errcode === 60020) return [TOKEN.ok("凭证有效"), EGRESS.fail(message)];
  if (error.api.endsWith("/gettoken")) return [TOKEN.fail(message)];
  return [TOKEN.ok("凭证有效"), AGENT.fail(message)];
}

function agentFindings({ name, isClosed, visible }: AgentInfo): Finding[] {
  const before = [TOKEN.ok("凭证有效"), EGRESS.ok("本机的出口 IP 可以调用接口")];
  if (isClosed) {
    return [...before, AGENT.fail("应用已停用；请到 管理后台 > 应用管理 > 本应用 启用")];
  }
  if (Object.values(visible).every((list) => list.length === 0)) {
    const message =
      "应用的可见范围是空的，谁也收不到消息；请到 管理后台 > 应用管理 > 本应用 > 可见范围 加入相关部门";
    return [...before, AGENT.fail(message)];
  }
  return [...before, AGENT.ok(`“${name}”已启用，可见范围：${rangeWords(visible)}`)];
}

function rangeWords({ departmentIds, userIds, tagIds }: AgentInfo["visible"]): string {
  if (departmentIds.includes(1)) return "整个企业";
  const parts = [
    [departmentIds.length, "个部门"],
    [userIds.length, "人"],
    [tagIds.length, "个标签"],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join("、");
}
