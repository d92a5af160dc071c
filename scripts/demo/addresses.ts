import type { Demo } from "./bureau.ts";
import type { FoodWorks } from "./food-works.ts";
import { API_KEY } from "./identity.ts";
import { print } from "./tell.ts";

/** Whose phones stand side by side: the submitter, the first to sign, one of the departments. */
export const SHOWN_PEOPLE: readonly string[] = ["liting", "zhangwei", "wuhao"];

/** Says where everything is and what to press first. */
export function printAddresses(demo: Demo, { caseNo }: FoodWorks): void {
  const { simulatorUrl, serviceUrl, logFile } = demo;
  print(`
Open these in a browser 在浏览器中打开
  Phones side by side  几部手机并排   ${simulatorUrl}/?people=${SHOWN_PEOPLE.join(",")}
  One phone            单部手机       ${simulatorUrl}/phone/liting
  Page of the case     工单页面       ${serviceUrl}/cases/${caseNo}
  Lists, leave         待办、休假     ${serviceUrl}/tasks   ${serviceUrl}/leave

For programs 供程序使用
  API description      接口说明       curl -H 'Authorization: Bearer ${API_KEY}' ${serviceUrl}/api/openapi.json
  Service log          服务日志       ${logFile.path}

Press first 先按这里
  在 李婷 的手机上按“同意”；随后 陈明、吴昊、刘洋 的手机会收到卡片（点页面上方的姓名可增减手机）。
  选一条退回意见再按“退回”，提交人 张伟 会收到理由。向应用发送“待办”或“牧名食品”可以查询。
  用页面上方的时钟按钮推进时间，会看到提醒和超期预警。

Ctrl-C ends everything.`);
}
