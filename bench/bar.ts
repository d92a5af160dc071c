// bench: how fast and how small the service is, each figure held against a bar.
// Must not know anything that the service itself needs; nothing imports bench.

/** One measured figure and the bar that it is held against. */
export interface Bar {
  /** The figure: a ratio to a reference of the same run, or a measured value in `unit`. */
  ratio: number;
  bar: number;
  better: "higher" | "lower";
  ok: boolean;
  unit: string;
  /** What was measured, in figures. */
  note: string;
}

export type Bars = Record<string, Bar>;

interface Figure {
  ratio: number;
  bar: number;
  unit?: string;
  note: string;
}

/** A figure that must reach its bar. */
export function atLeast({ ratio, bar, unit = "×", note }: Figure): Bar {
  return { ratio: rounded(ratio), bar, better: "higher", ok: ratio >= bar, unit, note };
}

/** A figure that must not exceed its bar. */
export function atMost({ ratio, bar, unit = "×", note }: Figure): Bar {
  return { ratio: rounded(ratio), bar, better: "lower", ok: ratio <= bar, unit, note };
}

export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
