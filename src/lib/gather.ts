interface Asked<T, R> {
  item: T;
  resolve: (result: R) => void;
  reject: (fault: unknown) => void;
}

/**
 * Makes one piece of work of what is asked for at the same time. What comes while some is under way goes together into
 * the next, in its order; what comes alone does not wait for company.
 *
 * @param work answers every item, in their order; when it fails, all of its items fail with it
 * @param soon begins the first piece: when the promises (default) or the events of this turn are through
 */
export function gather<T, R>(
  work: (items: readonly T[]) => Promise<readonly R[]>,
  soon: (begin: () => void) => void = queueMicrotask,
): (item: T) => Promise<R> {
  let waiting: Asked<T, R>[] = [];
  let isUnderWay = false;
  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      const together = waiting;
      waiting = [];
      await answer(together, work);
    }
    isUnderWay = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (isUnderWay) return;
      isUnderWay = true;
      soon(() => void run());
    });
}

async function answer<T, R>(
  together: readonly Asked<T, R>[],
  work: (items: readonly T[]) => Promise<readonly R[]>,
): Promise<void> {
  try {
    const results = await work(together.map(({ item }) => item));
    for (const [n, result] of results.entries()) together[n]?.resolve(result);
  } catch (fault) {
    for (const { reject } of together) reject(fault);
  }
}
