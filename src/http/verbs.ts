import type { Batch, BatchAnswer } from "../actions/approve-together.ts";
import type { Answered, ApiResult, CardPress, CaseView, ChatAct } from "../actions/inputs.ts";
import type {
  PageAct,
  PageAnswered,
  PageDecision,
  Question,
  SubmitInput,
} from "../actions/inputs.ts";
import type { Sheet, SheetQuestion } from "../actions/issue-sheet.ts";
import type {
  CopyEntry,
  PageQuestion,
  SubmissionEntry,
  TaskEntry,
  WorkPage,
} from "../actions/list-work.ts";
import type { AttachmentQuestion } from "../actions/open-attachment.ts";
import type { Viewer } from "../actions/look-up.ts";
import type { OpenCaseCall } from "../actions/open-case.ts";
import type { Previewed } from "../actions/preview-document.ts";
import type { Hint } from "../actions/reply-hint.ts";
import type { Submitted } from "../actions/submit-document.ts";
import type { LeaveAct, LeaveResult } from "../actions/leave.ts";
import type { PresenceChange } from "../actions/note-presence.ts";
import type { Upload, UploadResult } from "../actions/upload-attachment.ts";
import type { Attachment, UploadedFile } from "../domain/case/attachment.ts";
import type { Moved } from "../actions/tell-moved.ts";
import type { BatchPlan } from "../domain/verbs/batch.ts";
import type { CaseNo, StaffId, TaskId } from "../domain/ids.ts";
import type { Grant, LeaveTerms } from "../domain/leave/grant.ts";
import type { OwnPhrase } from "../domain/own-phrases.ts";
import type { Refusal } from "../domain/outcome.ts";
import type { TaskList } from "../domain/asking/work-list.ts";

/** What people do in the chat. */
export interface ChatVerbs {
  decideTask(press: CardPress): Promise<Answered>;
  answerQuestion(question: Question): Promise<Answered>;
  replyHint(act: ChatAct, hint: Hint): Promise<Answered>;
  /** Remembers an event that needs no action. */
  acknowledge(seen: { inboxKey: string; from: string; kind: string }): Promise<Answered>;
}

/** What the chat server says of people. */
export interface PeopleVerbs {
  notePresence(change: PresenceChange): Promise<void>;
  /** Tells the administrators that the list of people may have to be mended. */
  tellMoved(moved: Moved): Promise<Answered>;
}

/** What the business systems ask for. */
export interface ApiVerbs {
  openCase(call: OpenCaseCall): Promise<ApiResult<{ caseNo: CaseNo }>>;
  submitDocument(input: SubmitInput): Promise<ApiResult<Submitted>>;
  previewDocument(input: Omit<SubmitInput, "once">): Promise<ApiResult<Previewed>>;
}

export interface ReadVerbs {
  /** Undefined when there is no such case or no right to see it; the two look the same from outside. */
  lookUpCase(question: { caseNo: CaseNo; viewer: Viewer }): Promise<CaseView | undefined>;
  issueSheet(question: SheetQuestion): Promise<Sheet | undefined>;
}

/** What somebody has to do, has done, or has submitted. */
export interface ListVerbs {
  listWork(question: PageQuestion & { list: TaskList }): Promise<WorkPage<TaskEntry>>;
  listCopies(question: PageQuestion): Promise<WorkPage<CopyEntry>>;
  /** 全部已阅. */
  readCopies(asked: { by: StaffId }): Promise<void>;
  listSubmissions(question: PageQuestion): Promise<WorkPage<SubmissionEntry>>;
}

/** Files that go with a document. */
export interface AttachmentVerbs {
  uploadAttachment(upload: Upload): Promise<UploadResult>;
  listWaitingFiles(question: { caseNo: CaseNo; uploadedBy: StaffId }): Promise<UploadedFile[]>;
  findAttachment(question: AttachmentQuestion): Promise<Attachment | undefined>;
  /** Remembers that the reader has opened it. */
  openAttachment(question: AttachmentQuestion): Promise<Attachment | undefined>;
  readAttachment(attachment: Attachment): AsyncGenerator<Uint8Array>;
}

/** What people do on the pages. */
export interface PageVerbs {
  decideOnPage(decision: PageDecision): Promise<PageAnswered>;
  actOnPage(act: PageAct): Promise<PageAnswered>;
}

/** 我的常用语. */
export interface PhraseVerbs {
  listPhrases(staff: StaffId): Promise<OwnPhrase[]>;
  addPhrase(phrase: { by: StaffId; words: string }): Promise<Refusal | undefined>;
  removePhrase(phrase: { by: StaffId; no: number }): Promise<void>;
}

/** 批量同意. */
export interface BatchVerbs {
  planTogether(asked: {
    by: StaffId;
    taskIds: readonly TaskId[];
  }): Promise<BatchPlan & { asOf: Date }>;
  approveTogether(batch: Batch): Promise<BatchAnswer[]>;
}

/** 休假代理. */
export interface LeaveVerbs {
  /** Somebody's, or with undefined everybody's. */
  listLeave(userid: StaffId | undefined): Promise<Grant[]>;
  offerLeave(offer: { terms: LeaveTerms; by: StaffId }): Promise<LeaveResult>;
  acceptLeave(act: LeaveAct): Promise<LeaveResult>;
  endLeave(act: LeaveAct): Promise<LeaveResult>;
}

/** Logins that were ended before their time, or whose person has left; every instance must know of them. */
export interface SessionVerbs {
  endSession(session: { id: string; until: Date }): Promise<void>;
  isSessionEnded(session: { id: string; userid: StaffId }): Promise<boolean>;
}

/** The actions as HTTP calls them, bound to what they need. */
export type Verbs = ChatVerbs &
  PeopleVerbs &
  LeaveVerbs &
  ApiVerbs &
  ReadVerbs &
  ListVerbs &
  PageVerbs &
  BatchVerbs &
  PhraseVerbs &
  SessionVerbs &
  AttachmentVerbs;
