import type { StaffId } from "../domain/ids.ts";
import type { Organisation } from "../domain/people/organisation.ts";
import { nameOf } from "./approval-words.ts";
import { replyText } from "./case-reply.ts";
import { plain } from "./fit.ts";

/** To the administrators: somebody moved, and the list of people may have to be mended. */
export function movedText(
  { userid, newUserid }: { userid: StaffId; newUserid: string | undefined },
  { organisation, now }: { organisation: Organisation; now: Date },
): string {
  const what =
    newUserid === undefined
      ? "在企业微信通讯录中的部门有变动"
      : `的企业微信帐号已改为 ${plain(newUserid)}`;
  return replyText(
    [
      `【人员变动】${nameOf(organisation, userid)}（${userid}）${what}。`,
      "本系统按人员名单（organisation.yaml）确定审批人：请核对其岗位和部门，修改后重启服务。",
    ],
    { now },
  );
}
