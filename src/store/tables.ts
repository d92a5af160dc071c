import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { ActSigners } from "../domain/approval/act.ts";
import type { OnTimeout } from "../domain/approval/flow.ts";
import type { RuleMark, SampleOf, Seat } from "../domain/approval/instance.ts";
import type { LeaveScope } from "../domain/leave/grant.ts";
import type { AdministrationTables } from "./administration-tables.ts";
import type { CaseDocument } from "../domain/case/document.ts";

/** Objects are written as JSON text and come back parsed. */
type Json<T extends object> = JSONColumnType<T>;
/** Written once, never changed. */
type Fixed<T> = ColumnType<T, T, never>;

export interface Tables extends AdministrationTables {
  cases: {
    id: Generated<number>;
    case_no: Fixed<string>;
    customer_name: string;
    address: string;
    customer_class: string;
    request_kind: string;
    grid_manager: string;
    works_manager: string;
    branch: string | null;
    opened_by: string;
    accepted_at: Date;
    next_attention_at: Date | null;
  };
  case_contacts: {
    case_id: Fixed<number>;
    contact_name: string | null;
    contact_phone: string | null;
  };
  stages: {
    case_id: Fixed<number>;
    stage_id: Fixed<string>;
    ordinal: number;
    name: string;
    status: string;
    started_at: Date | null;
    due_at: Date | null;
    due_provisional: number;
    finished_at: Date | null;
  };
  documents: {
    case_id: Fixed<number>;
    kind: Fixed<string>;
    version: Fixed<number>;
    content: ColumnType<CaseDocument["content"], string, never>;
    content_hash: Fixed<string>;
    submitted_by: Fixed<string>;
    submitted_at: Fixed<Date>;
  };
  approvals: {
    id: Fixed<string>;
    case_id: Fixed<number>;
    kind: Fixed<string>;
    flow_id: string;
    flow_version: number;
    status: string;
    round: number;
    document_version: number;
    submitted_by: string;
    previous_approval_id: Fixed<string | null>;
    flow_since_version: number | null;
    started_at: Date;
    closed_at: Date | null;
  };
  approval_nodes: {
    approval_id: Fixed<string>;
    round: Fixed<number>;
    node_id: Fixed<string>;
    case_id: Fixed<number>;
    ordinal: number;
    name: string;
    mode: string;
    document_version: number;
    seats: Json<Seat[]>;
    status: string;
    opened_at: Date;
    due_at: Date;
    due_provisional: number;
    ladder_id: string;
    review_fields: ColumnType<string[] | null, string | null, string | null>;
    sample_of: ColumnType<SampleOf | null, string | null, string | null>;
    on_timeout: ColumnType<OnTimeout | null, string | null, string | null>;
    closed_at: Date | null;
    recalled_by: string | null;
    recall_keeps: number | null;
  };
  tasks: {
    id: Fixed<string>;
    case_id: Fixed<number>;
    approval_id: Fixed<string>;
    round: Fixed<number>;
    node_id: Fixed<string>;
    seat_no: Fixed<number>;
    task_no: Fixed<number>;
    holder: string;
    label: string;
    status: string;
    cancel_reason: string | null;
    kept_from: Fixed<string | null>;
    opened_at: Date;
    due_at: Date;
    closed_at: Date | null;
    principal_userid: Fixed<string | null>;
    grant_id: Fixed<number | null>;
    leave_until: Fixed<Date | null>;
  };
  decisions: {
    task_id: Fixed<string>;
    case_id: Fixed<number>;
    approval_id: Fixed<string>;
    chain_no: Fixed<number>;
    round: Fixed<number>;
    node_id: Fixed<string>;
    verb: Fixed<string>;
    opinion_code: Fixed<string>;
    opinion_text: Fixed<string>;
    decided_by: Fixed<string>;
    name: Fixed<string>;
    position: Fixed<string>;
    department: Fixed<string>;
    channel: Fixed<string>;
    document_version: Fixed<number>;
    document_hash: Fixed<string>;
    shown_hash: Fixed<string>;
    event_at: Fixed<Date>;
    committed_at: Fixed<Date>;
    personal_salt: Fixed<string>;
    personal_hash: Fixed<string>;
    previous_hash: Fixed<string>;
    chain_hash: Fixed<string>;
    principal_userid: Fixed<string | null>;
    principal_name: Fixed<string | null>;
    grant_id: Fixed<number | null>;
    return_to: Fixed<string | null>;
    resume: Fixed<string | null>;
    by_rule: ColumnType<RuleMark | null, string | null, never>;
    batch_id: Fixed<string | null>;
    owner_userid: Fixed<string | null>;
    owner_name: Fixed<string | null>;
    confirmed_by: Fixed<string | null>;
    confirmed_name: Fixed<string | null>;
  };
  anchors: {
    anchor_no: Fixed<number>;
    taken_at: Fixed<Date>;
    covers_to: Fixed<Date>;
    cases: Fixed<number>;
    decisions: Fixed<number>;
    is_posted: Fixed<number>;
    previous_root: Fixed<string>;
    root: Fixed<string>;
  };
  anchor_heads: {
    anchor_no: Fixed<number>;
    case_id: Fixed<number>;
    chain_no: Fixed<number>;
    chain_hash: Fixed<string>;
  };
  fired_rungs: {
    task_id: Fixed<string>;
    round: Fixed<number>;
    ladder: Fixed<string>;
    rung_id: Fixed<string>;
    case_id: Fixed<number>;
    approval_id: Fixed<string>;
    fired_at: Fixed<Date>;
    result: Fixed<string>;
  };
  acts: {
    approval_id: Fixed<string>;
    act_no: Fixed<number>;
    case_id: Fixed<number>;
    kind: Fixed<string>;
    round: Fixed<number>;
    task_id: Fixed<string | null>;
    by_userid: Fixed<string>;
    name: Fixed<string>;
    position: Fixed<string>;
    department: Fixed<string>;
    words: Fixed<string>;
    next_task_id: Fixed<string | null>;
    until_at: Fixed<Date | null>;
    to_userid: Fixed<string | null>;
    done_at: Fixed<Date>;
    signers: ColumnType<ActSigners | null, string | null, never>;
    choice: Fixed<string | null>;
  };
  copies: {
    approval_id: Fixed<string>;
    to_userid: Fixed<string>;
    case_id: Fixed<number>;
    source: Fixed<string>;
    by_userid: Fixed<string | null>;
    made_at: Fixed<Date>;
    read_at: Date | null;
    told_at: Date | null;
  };
  own_phrases: {
    userid: Fixed<string>;
    phrase_no: Fixed<number>;
    words: Fixed<string>;
    uses: number;
  };
  cards: {
    id: Fixed<string>;
    task_id: Fixed<string>;
    case_id: Fixed<number>;
    to_userid: Fixed<string>;
    made_at: Fixed<Date>;
    shown_hash: Fixed<string>;
    sent_at: Date | null;
    undeliverable_at: Date | null;
    response_code: string | null;
    code_used_at: Date | null;
  };
  inbox: {
    event_key: Fixed<string>;
    kind: Fixed<string>;
    from_userid: Fixed<string>;
    received_at: Fixed<Date>;
    result: Fixed<string>;
    code: Fixed<string>;
  };
  outbox: {
    id: Generated<number>;
    order_key: Fixed<string>;
    lane: Fixed<number>;
    message: Json<object>;
    state: string;
    attempts: number;
    maybe_done: number;
    available_at: Date;
    claim_token: string | null;
    claimed_until: Date | null;
    last_error: string | null;
    created_at: Fixed<Date>;
    done_at: Date | null;
  };
  ticks: { name: Fixed<string>; last_at: Date };
  once_keys: {
    api_key_name: Fixed<string>;
    once_key: Fixed<string>;
    request_hash: Fixed<string>;
    response: Json<object>;
    created_at: Fixed<Date>;
  };
  ended_sessions: { session_id: Fixed<string>; until: Fixed<Date> };
  flow_versions: {
    flow_id: Fixed<string>;
    version: Fixed<number>;
    content: Json<object>;
    content_hash: Fixed<string>;
    published_at: Fixed<Date>;
  };
  departures: {
    userid: Fixed<string>;
    left_at: Date | null;
    source: string | null;
    returned_at: Date | null;
  };
  leave_grants: {
    id: Fixed<number>;
    principal_userid: Fixed<string>;
    delegate_userid: Fixed<string>;
    from_at: Fixed<Date>;
    until_at: Fixed<Date>;
    scope: ColumnType<LeaveScope, string, never>;
    mode: Fixed<string>;
    document_ref: Fixed<string>;
    reason: Fixed<string>;
    made_by: Fixed<string>;
    made_at: Fixed<Date>;
    accepted_at: Date | null;
    ended_at: Date | null;
    ended_by: string | null;
  };
  rule_states: {
    rule_id: Fixed<string>;
    suspended_at: Date | null;
    disagreed: number;
    sampled: number;
    resumed_at: Date | null;
    resumed_by: string | null;
    resume_reason: string | null;
  };
  rule_samples: {
    rule_id: Fixed<string>;
    approval_id: Fixed<string>;
    case_id: Fixed<number>;
    rule_version: Fixed<number>;
    agreed: number;
    judged_at: Date;
  };
  sequences: { name: Fixed<string>; value: number };
}
