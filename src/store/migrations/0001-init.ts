import { type Kysely, sql } from "kysely";

// Identities compare byte by byte (utf8mb4_bin); names that people search are utf8mb4_unicode_ci.
const ID = "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
const TABLE = "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci";

const STATEMENTS = [
  `CREATE TABLE cases (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    case_no VARCHAR(32) ${ID} NOT NULL,
    customer_name VARCHAR(200) NOT NULL,
    address VARCHAR(300) NOT NULL,
    customer_class VARCHAR(20) NOT NULL,
    request_kind VARCHAR(20) NOT NULL,
    grid_manager VARCHAR(64) ${ID} NOT NULL,
    works_manager VARCHAR(64) ${ID} NOT NULL,
    branch VARCHAR(64) ${ID} NULL,
    opened_by VARCHAR(64) NOT NULL,
    accepted_at DATETIME(3) NOT NULL,
    next_attention_at DATETIME(3) NULL,
    UNIQUE KEY uq_cases_case_no (case_no),
    KEY ix_cases_attention (next_attention_at, id),
    KEY ix_cases_customer (customer_name)
  ) ${TABLE}`,
  `CREATE TABLE case_contacts (
    case_id BIGINT NOT NULL PRIMARY KEY,
    contact_name VARCHAR(60) NULL,
    contact_phone VARCHAR(30) NULL
  ) ${TABLE}`,
  `CREATE TABLE stages (
    case_id BIGINT NOT NULL,
    stage_id VARCHAR(40) ${ID} NOT NULL,
    ordinal INT NOT NULL,
    name VARCHAR(60) NOT NULL,
    status VARCHAR(20) NOT NULL,
    started_at DATETIME(3) NULL,
    due_at DATETIME(3) NULL,
    due_provisional TINYINT NOT NULL,
    finished_at DATETIME(3) NULL,
    PRIMARY KEY (case_id, stage_id)
  ) ${TABLE}`,
  `CREATE TABLE documents (
    case_id BIGINT NOT NULL,
    kind VARCHAR(20) ${ID} NOT NULL,
    version INT NOT NULL,
    content JSON NOT NULL,
    content_hash CHAR(64) ${ID} NOT NULL,
    submitted_by VARCHAR(64) ${ID} NOT NULL,
    submitted_at DATETIME(3) NOT NULL,
    PRIMARY KEY (case_id, kind, version),
    KEY ix_documents_submitter (submitted_by, submitted_at)
  ) ${TABLE}`,
  `CREATE TABLE approvals (
    id VARCHAR(40) ${ID} NOT NULL PRIMARY KEY,
    case_id BIGINT NOT NULL,
    kind VARCHAR(20) ${ID} NOT NULL,
    flow_id VARCHAR(60) ${ID} NOT NULL,
    flow_version INT NOT NULL,
    status VARCHAR(20) ${ID} NOT NULL,
    round INT NOT NULL,
    document_version INT NOT NULL,
    submitted_by VARCHAR(64) ${ID} NOT NULL,
    started_at DATETIME(3) NOT NULL,
    closed_at DATETIME(3) NULL,
    KEY ix_approvals_case (case_id),
    KEY ix_approvals_submitter (submitted_by, status, started_at)
  ) ${TABLE}`,
  `CREATE TABLE approval_nodes (
    approval_id VARCHAR(40) ${ID} NOT NULL,
    round INT NOT NULL,
    node_id VARCHAR(40) ${ID} NOT NULL,
    case_id BIGINT NOT NULL,
    ordinal INT NOT NULL,
    name VARCHAR(60) NOT NULL,
    mode VARCHAR(20) NOT NULL,
    document_version INT NOT NULL,
    seats JSON NOT NULL,
    status VARCHAR(20) NOT NULL,
    opened_at DATETIME(3) NOT NULL,
    due_at DATETIME(3) NOT NULL,
    due_provisional TINYINT NOT NULL,
    ladder_id VARCHAR(40) ${ID} NOT NULL,
    closed_at DATETIME(3) NULL,
    PRIMARY KEY (approval_id, round, node_id),
    KEY ix_nodes_case (case_id)
  ) ${TABLE}`,
  `CREATE TABLE tasks (
    id VARCHAR(40) ${ID} NOT NULL PRIMARY KEY,
    case_id BIGINT NOT NULL,
    approval_id VARCHAR(40) ${ID} NOT NULL,
    round INT NOT NULL,
    node_id VARCHAR(40) ${ID} NOT NULL,
    seat_no INT NOT NULL,
    task_no INT NOT NULL,
    holder VARCHAR(64) ${ID} NOT NULL,
    label VARCHAR(100) NOT NULL,
    status VARCHAR(20) ${ID} NOT NULL,
    cancel_reason VARCHAR(30) NULL,
    opened_at DATETIME(3) NOT NULL,
    due_at DATETIME(3) NOT NULL,
    closed_at DATETIME(3) NULL,
    UNIQUE KEY uq_tasks_seat (approval_id, round, node_id, seat_no),
    KEY ix_tasks_case (case_id),
    KEY ix_tasks_holder (holder, status, due_at),
    KEY ix_tasks_due (status, due_at)
  ) ${TABLE}`,
  `CREATE TABLE decisions (
    task_id VARCHAR(40) ${ID} NOT NULL PRIMARY KEY,
    case_id BIGINT NOT NULL,
    approval_id VARCHAR(40) ${ID} NOT NULL,
    chain_no INT NOT NULL,
    round INT NOT NULL,
    node_id VARCHAR(40) ${ID} NOT NULL,
    verb VARCHAR(20) NOT NULL,
    opinion_code VARCHAR(40) NOT NULL,
    opinion_text VARCHAR(1000) NOT NULL,
    decided_by VARCHAR(64) ${ID} NOT NULL,
    name VARCHAR(60) NOT NULL,
    position VARCHAR(60) NOT NULL,
    department VARCHAR(60) NOT NULL,
    channel VARCHAR(20) NOT NULL,
    document_version INT NOT NULL,
    document_hash CHAR(64) ${ID} NOT NULL,
    shown_hash CHAR(64) ${ID} NOT NULL,
    event_at DATETIME(3) NOT NULL,
    committed_at DATETIME(3) NOT NULL,
    personal_salt CHAR(32) ${ID} NOT NULL,
    personal_hash CHAR(64) ${ID} NOT NULL,
    previous_hash CHAR(64) ${ID} NOT NULL,
    chain_hash CHAR(64) ${ID} NOT NULL,
    UNIQUE KEY uq_decisions_chain (case_id, chain_no)
  ) ${TABLE}`,
  `CREATE TABLE fired_rungs (
    task_id VARCHAR(40) ${ID} NOT NULL,
    round INT NOT NULL,
    ladder VARCHAR(60) ${ID} NOT NULL,
    rung_id VARCHAR(40) ${ID} NOT NULL,
    case_id BIGINT NOT NULL,
    approval_id VARCHAR(40) ${ID} NOT NULL,
    fired_at DATETIME(3) NOT NULL,
    result VARCHAR(20) NOT NULL,
    PRIMARY KEY (task_id, round, ladder, rung_id),
    KEY ix_rungs_case (case_id)
  ) ${TABLE}`,
  `CREATE TABLE cards (
    id VARCHAR(60) ${ID} NOT NULL PRIMARY KEY,
    task_id VARCHAR(40) ${ID} NOT NULL,
    case_id BIGINT NOT NULL,
    to_userid VARCHAR(64) ${ID} NOT NULL,
    made_at DATETIME(3) NOT NULL,
    shown_hash CHAR(64) ${ID} NOT NULL,
    sent_at DATETIME(3) NULL,
    undeliverable_at DATETIME(3) NULL,
    response_code VARCHAR(512) ${ID} NULL,
    code_used_at DATETIME(3) NULL,
    KEY ix_cards_case (case_id)
  ) ${TABLE}`,
  `CREATE TABLE inbox (
    event_key CHAR(64) ${ID} NOT NULL PRIMARY KEY,
    kind VARCHAR(40) NOT NULL,
    from_userid VARCHAR(64) ${ID} NOT NULL,
    received_at DATETIME(3) NOT NULL,
    result VARCHAR(20) NOT NULL,
    code VARCHAR(60) NOT NULL,
    KEY ix_inbox_received (received_at)
  ) ${TABLE}`,
  `CREATE TABLE outbox (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    order_key VARCHAR(100) ${ID} NOT NULL,
    lane TINYINT NOT NULL,
    message JSON NOT NULL,
    state VARCHAR(12) ${ID} NOT NULL,
    attempts INT NOT NULL,
    maybe_done TINYINT NOT NULL,
    available_at DATETIME(3) NOT NULL,
    claim_token CHAR(36) ${ID} NULL,
    claimed_until DATETIME(3) NULL,
    last_error VARCHAR(300) NULL,
    created_at DATETIME(3) NOT NULL,
    done_at DATETIME(3) NULL,
    KEY ix_outbox_claim (state, lane, available_at, id),
    KEY ix_outbox_order (order_key, state, id),
    KEY ix_outbox_token (claim_token)
  ) ${TABLE}`,
  `CREATE TABLE ticks (
    name VARCHAR(40) ${ID} NOT NULL PRIMARY KEY,
    last_at DATETIME(3) NOT NULL
  ) ${TABLE}`,
  `CREATE TABLE once_keys (
    api_key_name VARCHAR(64) ${ID} NOT NULL,
    once_key VARCHAR(128) ${ID} NOT NULL,
    request_hash CHAR(64) ${ID} NOT NULL,
    response JSON NOT NULL,
    created_at DATETIME(3) NOT NULL,
    PRIMARY KEY (api_key_name, once_key),
    KEY ix_once_keys_created (created_at)
  ) ${TABLE}`,
  `CREATE TABLE ended_sessions (
    session_id CHAR(24) ${ID} NOT NULL PRIMARY KEY,
    until DATETIME(3) NOT NULL,
    KEY ix_ended_sessions_until (until)
  ) ${TABLE}`,
  `CREATE TABLE flow_versions (
    flow_id VARCHAR(60) ${ID} NOT NULL,
    version INT NOT NULL,
    content JSON NOT NULL,
    content_hash CHAR(64) ${ID} NOT NULL,
    published_at DATETIME(3) NOT NULL,
    PRIMARY KEY (flow_id, version)
  ) ${TABLE}`,
  `CREATE TABLE sequences (
    name VARCHAR(40) ${ID} NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
  ) ${TABLE}`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
