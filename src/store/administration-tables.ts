import type { ColumnType, Generated } from "kysely";
import type { MigrationPlan } from "../domain/verbs/migrate-case.ts";

/** Written once, never changed. */
type Fixed<T> = ColumnType<T, T, never>;

/** What administrators have prepared and done, and how the rules stand that they watch over. */
export interface AdministrationTables {
  flow_migrations: {
    id: Generated<number>;
    flow_id: Fixed<string>;
    from_version: Fixed<number>;
    to_version: Fixed<number>;
    plan: ColumnType<Pick<MigrationPlan, "map" | "instances">, string, never>;
    codes: ColumnType<Record<string, string>, string, never>;
    planned_by: Fixed<string>;
    planned_at: Fixed<Date>;
    confirmed_by: string | null;
    confirmed_at: Date | null;
    rollback_state: ColumnType<object | null, string | null, string | null>;
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
}
