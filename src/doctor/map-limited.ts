/** Does a job for every item, at most `limit` at a time; results in the order of the items. */
export async function mapLimited<Item, Result>(
  items: readonly Item[],
  limit: number,
  job: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const left = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of left) results[index] = await job(item);
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}
