import type { Flow, FlowNode, NodeMode } from "../domain/approval/flow.ts";

/** Modes that the first version of the program knew, as it wrote and still reads them. */
const PLAIN = ["all", "any", "sequential"] as const;
type StoredMode = (typeof PLAIN)[number] | NodeMode;

/** A flow as it is published: the hash of one that the first version published stays what it was. */
export function storedFlow(flow: Flow): object {
  return { ...flow, nodes: flow.nodes.map((node) => ({ ...node, mode: storedMode(node.mode) })) };
}

export function flowFrom(stored: object): Flow {
  // Written by `storedFlow`, or by the first version, whose modes are plain words.
  const flow = stored as Flow & { nodes: (FlowNode & { mode: StoredMode })[] };
  return { ...flow, nodes: flow.nodes.map((node) => ({ ...node, mode: modeFrom(node.mode) })) };
}

/** A mode as one column of text. */
export function modeText(mode: NodeMode): string {
  const stored = storedMode(mode);
  return typeof stored === "string" ? stored : JSON.stringify(stored);
}

export function modeFromText(text: string): NodeMode {
  return modeFrom(text.startsWith("{") ? (JSON.parse(text) as NodeMode) : (text as StoredMode));
}

function storedMode(mode: NodeMode): StoredMode {
  const word = PLAIN.find((one) => one === mode.rule);
  return word !== undefined && mode.veto && !mode.collectAll ? word : mode;
}

function modeFrom(stored: StoredMode): NodeMode {
  return typeof stored === "string" ? { rule: stored, veto: true, collectAll: false } : stored;
}
