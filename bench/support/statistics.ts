/** Value below which a share of all values lies, e.g. 0.99; 0 for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** `12.3 ms` */
export function asMs(ms: number): string {
  return `${ms.toFixed(1)} ms`;
}

/** `1234/s` */
export function asRate(perSec: number): string {
  return `${Math.round(perSec)}/s`;
}
