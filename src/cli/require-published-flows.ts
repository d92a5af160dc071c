import type { App } from "../app/build-app.ts";
import { newestFlows } from "../domain/approval/choose-flow.ts";
import { editedFlows, unpublishedFlows } from "../store/flow-versions.ts";
import { NotReady } from "./not-ready.ts";

/**
 * A submission goes by flows that are published as they stand in the folder: an approval that is pinned to a version
 * which the service does not find could not go on.
 * @throws NotReady
 */
export async function requirePublishedFlows({ deps: { db, bureau } }: App): Promise<void> {
  const flows = newestFlows(bureau.flows);
  const { fresh } = await unpublishedFlows(db, flows);
  const edited = await editedFlows(db, flows);
  if (fresh.length + edited.length === 0) return;
  throw new NotReady(
    [
      "未提交：配置目录中的流程与已发布的不一致",
      ...fresh.map(({ id, version }) => `- ${id} 第 ${version} 版尚未发布`),
      ...edited.map(({ id, version }) => `- ${id} 第 ${version} 版发布之后被改过`),
      "请先用 npm run qianpi -- flows lint 检查、flows publish 发布，再重启服务；或把 CONFIG_DIR 指向服务所用的目录",
    ].join("\n"),
  );
}
