import type { TaskList } from "../../domain/asking/work-list.ts";

/** A list with its address, its name, and what it says when it is empty. */
export interface WorkTab {
  list: TaskList | "mine" | "copied";
  path: string;
  label: string;
  empty: string;
}

export const WORK_TABS: readonly WorkTab[] = [
  { list: "todo", path: "/tasks", label: "待办", empty: "目前没有等您审批的事项。" },
  { list: "done", path: "/tasks/done", label: "已办", empty: "您还没有办理过审批。" },
  {
    list: "closed",
    path: "/tasks/closed",
    label: "未经我处理",
    empty: "没有未经您处理就结束的事项。",
  },
  { list: "mine", path: "/tasks/mine", label: "我发起的", empty: "您还没有提交过方案。" },
  { list: "copied", path: "/tasks/copied", label: "抄送我的", empty: "没有抄送给您的事项。" },
];
