import type { ColumnType, JSONColumnType } from "kysely";

/** Objects are written as JSON text and come back parsed. */
export type Json<T extends object> = JSONColumnType<T>;
/** Written once, never changed. */
export type Fixed<T> = ColumnType<T, T, never>;
