import type { Flow } from "../domain/approval/flow.ts";
import type { Bureau } from "../domain/bureau.ts";
import { checkNextYear, checkPublication } from "../domain/check-publication.ts";
import type { ConfigProblem } from "./config-error.ts";
import type { ConfigFiles } from "./files.ts";
import { loadBureau } from "./load-bureau.ts";
import { readConfigDir } from "./read-environment.ts";
import type { Environment, Findings } from "./variables.ts";

/** What is wrong with the bureau's files, and what is only provisional in them. */
export interface Lint {
  flows: readonly Flow[];
  problems: readonly ConfigProblem[];
  provisional: Findings["provisional"];
}

/** Every problem at once that would keep the files from being read or their flows from being published. */
export function lintBureau(env: Environment, files: ConfigFiles, at: Date): Lint {
  const findings: Findings = { problems: [], warnings: [], provisional: [] };
  const bureau = loadBureau({ folder: readConfigDir(env), files, findings });
  const unfit = bureau === undefined ? [] : publicationFindings(bureau, at);
  return {
    flows: bureau?.flows ?? [],
    problems: [...findings.problems, ...unfit],
    provisional: findings.provisional,
  };
}

/** A version is published once, for approvals are pinned to it: what was edited afterwards needs another number. */
export function editedFindings(edited: readonly Pick<Flow, "id" | "version">[]): ConfigProblem[] {
  return edited.map(({ id, version }) => ({
    where: `流程 ${id}`,
    message: `第 ${version} 版已经发布，内容不能再改；请把 version 加 1 后另存为新版本`,
  }));
}

/** What keeps flows that can be read from being published; without a moment nothing is said of the calendar. */
export function publicationFindings(
  bureau: Pick<Bureau, "flows" | "organisation" | "calendar">,
  at: Date | undefined,
): ConfigProblem[] {
  const ofFlows = bureau.flows.flatMap((flow) =>
    checkPublication(flow, bureau).map(({ message }) => ({
      where: `流程 ${flow.id} 第 ${flow.version} 版`,
      message,
    })),
  );
  const ofYear = at === undefined ? [] : checkNextYear(bureau.calendar, at);
  return [...ofFlows, ...ofYear.map(({ message }) => ({ where: "calendar", message }))];
}
