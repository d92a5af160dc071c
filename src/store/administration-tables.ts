import type { ColumnType, Generated } from "kysely";
import type { MigrationPlan } from "../domain/verbs/migrate-case.ts";

/** Written once, never changed. */
type Fixed<T> = ColumnType<T, T, never>;

/** What administrators have prepared and done. */
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
}
