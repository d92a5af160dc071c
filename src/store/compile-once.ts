import type { Compilable } from "kysely";

/** Stands for an argument while the statements are compiled. */
class Placeholder {
  readonly index: number;
  constructor(index: number) {
    this.index = index;
  }
}

/**
 * Statements that differ by their arguments alone, compiled once and for all: what is sent with every decision would
 * otherwise cost more to compile than to answer. An argument may only be handed to Kysely as a value.
 */
export function compileOnce<A extends unknown[], const Q extends readonly Compilable<unknown>[]>(
  statementsFor: (...args: A) => Q,
): (...args: A) => Q {
  const places = Array.from({ length: statementsFor.length }, (_, index) => new Placeholder(index));
  const compiled = statementsFor(...(places as unknown as A)).map((one) => one.compile());
  return (...args) =>
    compiled.map((one) => ({
      compile: () => ({
        ...one,
        parameters: one.parameters.map((value) =>
          value instanceof Placeholder ? args[value.index] : value,
        ),
      }),
    })) as unknown as Q;
}
