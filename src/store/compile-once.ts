import type { Compilable } from "kysely";

type StatementsOf<Q extends readonly Compilable<unknown>[]> = (id: number) => Q;

/** Stands for the id while the statements are compiled. */
const SOME_ID = 0;

/**
 * Statements about one row by its id, compiled once and for all: what is sent with every decision would otherwise cost
 * more to compile than to answer. They may hold no other value that is 0.
 */
export function compileOnce<const Q extends readonly Compilable<unknown>[]>(
  statementsFor: StatementsOf<Q>,
): StatementsOf<Q> {
  const compiled = statementsFor(SOME_ID).map((statement) => statement.compile());
  return (id) =>
    compiled.map((one) => ({
      compile: () => ({
        ...one,
        parameters: one.parameters.map((value) => (value === SOME_ID ? id : value)),
      }),
    })) as unknown as Q;
}
