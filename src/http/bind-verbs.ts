import { acknowledge } from "../actions/acknowledge.ts";
import { actOnPage } from "../actions/act-on-page.ts";
import { answerQuestion } from "../actions/answer-question.ts";
import { decideOnPage } from "../actions/decide-on-page.ts";
import { decideTask } from "../actions/decide-task.ts";
import type { Deps } from "../actions/deps.ts";
import { issueSheet } from "../actions/issue-sheet.ts";
import { listSubmissions, listWork } from "../actions/list-work.ts";
import { lookUpCase } from "../actions/look-up.ts";
import { openCase } from "../actions/open-case.ts";
import { previewDocument } from "../actions/preview-document.ts";
import { replyHint } from "../actions/reply-hint.ts";
import { endSession, isSessionEnded } from "../actions/sessions.ts";
import { submitDocument } from "../actions/submit-document.ts";
import type { Verbs } from "./verbs.ts";

/** The actions, each bound to what it needs. */
export function bindVerbs(deps: Deps): Verbs {
  return {
    decideTask: (press) => decideTask(deps, press),
    answerQuestion: (question) => answerQuestion(deps, question),
    replyHint: (act, hint) => replyHint(deps, act, hint),
    acknowledge: (seen) => acknowledge(deps, seen),
    openCase: (call) => openCase(deps, call),
    submitDocument: (input) => submitDocument(deps, input),
    previewDocument: (input) => previewDocument(deps, input),
    endSession: (session) => endSession(deps, session),
    isSessionEnded: (id) => isSessionEnded(deps, id),
    decideOnPage: (decision) => decideOnPage(deps, decision),
    actOnPage: (act) => actOnPage(deps, act),
    lookUpCase: (question) => lookUpCase(deps, question),
    listWork: (question) => listWork(deps, question),
    listSubmissions: (question) => listSubmissions(deps, question),
    issueSheet: (question) => issueSheet(deps, question),
  };
}
