/** Stops the process dead at a named point, as a power cut would. */
function dieHere(): void {
  process.kill(process.pid, "SIGKILL");
}

/**
 * Named points where a test makes the process fail: `name` dies there, `name:2` dies the second time.
 * Without names, as in production, every point does nothing.
 */
export function failpointsOf(names: readonly string[]): (name: string) => Promise<void> {
  const left = new Map(
    names.map((text): [string, number] => {
      const [name = "", times = "1"] = text.split(":");
      return [name, Number(times)];
    }),
  );
  return async (name) => {
    const times = left.get(name);
    if (times === undefined) return;
    left.set(name, times - 1);
    if (times === 1) dieHere();
  };
}
