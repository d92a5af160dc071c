import { acknowledge } from "../../actions/acknowledge.ts";
import { actOnPage } from "../../actions/act-on-page.ts";
import { answerQuestion } from "../../actions/answer-question.ts";
import { approveTogether, planTogether } from "../../actions/approve-together.ts";
import { decideOnPage } from "../../actions/decide-on-page.ts";
import { decideTask } from "../../actions/decide-task.ts";
import type { Deps } from "../../actions/deps.ts";
import { issueSheet } from "../../actions/issue-sheet.ts";
import { acceptLeave, endLeave, listLeave, offerLeave } from "../../actions/leave.ts";
import { listCopies, listSubmissions, listWork } from "../../actions/list-work.ts";
import { lookUpCase } from "../../actions/look-up.ts";
import { notePresence } from "../../actions/note-presence.ts";
import {
  findAttachment,
  listWaitingFiles,
  openAttachment,
  readAttachment,
} from "../../actions/open-attachment.ts";
import { openCase } from "../../actions/open-case.ts";
import { addPhrase, listPhrases, removePhrase } from "../../actions/own-phrases.ts";
import { previewDocument } from "../../actions/preview-document.ts";
import { readCopies } from "../../actions/read-copies.ts";
import { replyHint } from "../../actions/reply-hint.ts";
import { endSession, isSessionEnded } from "../../actions/sessions.ts";
import { submitDocument } from "../../actions/submit-document.ts";
import { tellMoved } from "../../actions/tell-moved.ts";
import { uploadAttachment } from "../../actions/upload-attachment.ts";
import type { Verbs } from "../verbs.ts";

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
    listLeave: (userid) => listLeave(deps, userid),
    offerLeave: (offer) => offerLeave(deps, offer),
    acceptLeave: (act) => acceptLeave(deps, act),
    endLeave: (act) => endLeave(deps, act),
    notePresence: (change) => notePresence(deps, change),
    tellMoved: (moved) => tellMoved(deps, moved),
    endSession: (session) => endSession(deps, session),
    isSessionEnded: (session) => isSessionEnded(deps, session),
    decideOnPage: (decision) => decideOnPage(deps, decision),
    listPhrases: (staff) => listPhrases(deps, staff),
    addPhrase: (phrase) => addPhrase(deps, phrase),
    removePhrase: (phrase) => removePhrase(deps, phrase),
    planTogether: (asked) => planTogether(deps, asked),
    approveTogether: (batch) => approveTogether(deps, batch),
    actOnPage: (act) => actOnPage(deps, act),
    lookUpCase: (question) => lookUpCase(deps, question),
    listWork: (question) => listWork(deps, question),
    listCopies: (question) => listCopies(deps, question),
    readCopies: (asked) => readCopies(deps, asked),
    listSubmissions: (question) => listSubmissions(deps, question),
    issueSheet: (question) => issueSheet(deps, question),
    uploadAttachment: (upload) => uploadAttachment(deps, upload),
    listWaitingFiles: (question) => listWaitingFiles(deps, question),
    findAttachment: (question) => findAttachment(deps, question),
    openAttachment: (question) => openAttachment(deps, question),
    readAttachment: (attachment) => readAttachment(deps, attachment),
  };
}
