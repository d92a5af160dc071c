import { sql } from "kysely";
import { CARD_LIFE_MS } from "../domain/card-life.ts";
import { read, sqlFor, type Db } from "./db.ts";

/** Tasks and cards by whether phones show what the tasks say, as far as our own rows tell. */
export interface CardTruth {
  /** Tasks that wait for a signature. */
  asked: number;
  /** Of these, the ones whose holder has not been sent any card yet. */
  unseen: number;
  /** Delivered cards of such tasks with a newer face that was not sent. */
  outdatedAsking: number;
  /** Delivered cards of ended tasks whose last face was not sent. */
  outdatedEnded: number;
}

/** Reads it with indexed questions only: what waits for a signature, and what the outbox has not sent. */
export async function readCardTruth(db: Db, now: Date): Promise<CardTruth> {
  const asking = sqlFor.selectFrom("tasks").where("tasks.status", "=", "pending");
  const [asked, unseen, outdated] = await read(
    db,
    asking.select(({ fn }) => fn.countAll<number>().as("count")),
    asking
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("cards")
              .innerJoin("tasks as shown", "shown.id", "cards.task_id")
              .select("cards.id")
              .whereRef("cards.case_id", "=", "tasks.case_id")
              // One card asks for all seats that a person has in a node.
              .whereRef("shown.approval_id", "=", "tasks.approval_id")
              .whereRef("shown.round", "=", "tasks.round")
              .whereRef("shown.node_id", "=", "tasks.node_id")
              .whereRef("shown.holder", "=", "tasks.holder")
              .where("cards.sent_at", "is not", null),
          ),
        ),
      ),
    outdatedQuery(new Date(now.getTime() - CARD_LIFE_MS)),
  );
  const countOf = (isAsking: boolean): number =>
    Number(outdated.find((row) => (Number(row.is_asking) === 1) === isAsking)?.count ?? 0);
  return {
    asked: Number(asked[0]?.count ?? 0),
    unseen: Number(unseen[0]?.count ?? 0),
    outdatedAsking: countOf(true),
    outdatedEnded: countOf(false),
  };
}

function outdatedQuery(since: Date) {
  return sqlFor
    .selectFrom("outbox")
    .innerJoin("cards", "cards.id", "outbox.order_key")
    .innerJoin("tasks", "tasks.id", "cards.task_id")
    .select(({ fn }) => [
      sql<number>`tasks.status = 'pending'`.as("is_asking"),
      fn.count<number>("outbox.order_key").distinct().as("count"),
    ])
    .where("outbox.state", "in", ["waiting", "dead", "quarantined"])
    .where("cards.sent_at", ">", since)
    .groupBy("is_asking");
}
