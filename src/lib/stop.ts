/** One part that must be shut down; steps run one after the other, in the order given. */
export interface StopStep {
  name: string;
  stop: () => Promise<void> | void;
}

export interface StopOptions {
  /** Resolves when the time for the whole shutdown is over. */
  deadline: Promise<unknown>;
  /** Told of a step that failed; the next steps run all the same. */
  onFault: (name: string, fault: unknown) => void;
}

/**
 * Shuts parts down in order and waits for none of them longer than the deadline.
 * Returns the names of the steps that did not finish in time.
 */
export async function stopInOrder(
  steps: readonly StopStep[],
  { deadline, onFault }: StopOptions,
): Promise<string[]> {
  const over = deadline.then(() => "over" as const);
  const unfinished: string[] = [];
  for (const step of steps) {
    const end = await Promise.race([finish(step, onFault), over]);
    if (end === "over") unfinished.push(step.name);
  }
  return unfinished;
}

async function finish(step: StopStep, onFault: StopOptions["onFault"]): Promise<"finished"> {
  try {
    await step.stop();
  } catch (fault) {
    onFault(step.name, fault);
  }
  return "finished";
}
