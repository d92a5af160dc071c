import type { Config } from "../config/config.ts";
import { subject, type Finding } from "./finding.ts";

const ADMINISTRATORS = subject("config.administrators", "管理员");

/** 越权处理 and flows migrate are asked for by one administrator and confirmed by another. */
const NEEDED = 2;

/** Whether there are enough administrators for what takes two of them. */
export function checkAdministrators({ bureau }: Pick<Config, "bureau">): Finding[] {
  const admins = bureau.organisation.people.filter(({ roles }) => roles.includes("admin"));
  const names = admins.map(({ userid }) => userid).join("、");
  if (admins.length >= NEEDED) return [ADMINISTRATORS.ok(`${admins.length} 人：${names}`)];
  const who = admins.length === 0 ? "没有管理员" : `只有一名管理员（${names}）`;
  const advice = "请在 organisation.yaml 中给两个人 roles: [admin]";
  return [ADMINISTRATORS.warn(`${who}，越权处理和 flows migrate 都要两名才能办理；${advice}`)];
}
