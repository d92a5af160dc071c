import { AppError } from "../lib/errors.ts";
import { checkAdministrators } from "./check-administrators.ts";
import { checkCalendar } from "./check-calendar.ts";
import { checkConfig } from "./check-config.ts";
import { checkDepartures } from "./check-departures.ts";
import { checkMysql } from "./check-mysql.ts";
import { checkPrinter } from "./check-printer.ts";
import { checkPublicUrl } from "./check-public-url.ts";
import { checkRedis } from "./check-redis.ts";
import { checkWecom } from "./check-wecom.ts";
import { subject, type Finding } from "./finding.ts";
import type { Patient } from "./patient.ts";

type Check = (patient: Patient) => Finding[] | Promise<Finding[]>;

/** In the order in which they are shown; all run at once. */
const CHECKS: Readonly<Record<string, Check>> = {
  配置: ({ config }) => checkConfig(config),
  管理员: ({ config }) => checkAdministrators(config),
  工作日历: ({ config, clock }) => checkCalendar(config.bureau.calendar, clock.now()),
  MySQL: checkMysql,
  离岗人员: checkDepartures,
  Redis: ({ config }) => checkRedis(config),
  "审批单 PDF": ({ config }) => checkPrinter(config),
  企业微信: checkWecom,
  回调地址: checkPublicUrl,
};

/** Looks at everything; a check that breaks is a finding of its own and does not stop the others. */
export async function examine(patient: Patient): Promise<Finding[]> {
  const results = Object.entries(CHECKS).map(([title, check]) =>
    unlessBroken(title, async () => check(patient)),
  );
  return (await Promise.all(results)).flat();
}

async function unlessBroken(title: string, check: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await check();
  } catch (error) {
    const what = error instanceof AppError ? error.code : String(error);
    return [subject("doctor", title).fail(`检查没有做完，程序出错：${what}`)];
  }
}
