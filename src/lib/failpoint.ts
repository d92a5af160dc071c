/**
 * Named points where a test stops the process dead, as a power cut would: `name` dies there, `name:2` the second time.
 * Without names, as in production, every point does nothing.
 */
export function failpointsOf(names: readonly string[]): (name: string) => Promise<void> {
  const passesLeft = new Map(
    names.map((text): [string, number] => {
      const [name = text, times = "1"] = text.split(":");
      return [name, Number(times)];
    }),
  );
  return async (name) => {
    const left = passesLeft.get(name);
    if (left === undefined) return;
    passesLeft.set(name, left - 1);
    if (left === 1) process.kill(process.pid, "SIGKILL");
  };
}
