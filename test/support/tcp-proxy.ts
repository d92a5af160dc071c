// A TCP proxy that can misbehave: latency, black hole, refusal, reset, a cut after so many bytes. For any protocol.
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

export type Direction = "up" | "down";

/** Sees the bytes of one connection; `up` goes from client to server. */
export type Watcher = (direction: Direction, bytes: Buffer) => void;

export interface TcpProxy {
  readonly port: number;
  readonly counts: { connections: number; upBytes: number; downBytes: number };
  /** The same address, with our host and port in place of the server's. */
  through(url: string): string;
  /** Delays every piece in both directions. */
  setLatency(ms: number): void;
  /** From now on nothing passes and nobody is told, also on connections that are open; `false` lets all of it go on. */
  blackhole(isOn: boolean): void;
  /** New connections are reset at once. */
  refuse(isOn: boolean): void;
  /** Resets every open connection. Returns how many there were. */
  reset(): number;
  /** Lets so many more bytes pass in this direction, over all connections, then ends the one that carries them. */
  cutAfter(direction: Direction, bytes: number): void;
  /** Every fault is over. */
  heal(): void;
  close(): Promise<void>;
}

interface State {
  latencyMs: number;
  isRefusing: boolean;
  cut: { direction: Direction; leftBytes: number } | undefined;
  /** Pending while the hole is open; resolved when it closes. */
  hole: { closed: Promise<void>; close: () => void } | undefined;
}

interface Pair {
  client: Socket;
  server: Socket;
}

/** Opens a proxy in front of the server of `url`. `watch` makes a watcher for each connection. */
export async function openTcpProxy(url: string, watch?: () => Watcher): Promise<TcpProxy> {
  const target = new URL(url);
  const state: State = { latencyMs: 0, isRefusing: false, cut: undefined, hole: undefined };
  const counts = { connections: 0, upBytes: 0, downBytes: 0 };
  const pairs = new Set<Pair>();
  const listener = createServer({ noDelay: true }, (client) => {
    client.on("error", () => client.destroy());
    if (state.isRefusing) return void client.resetAndDestroy();
    counts.connections += 1;
    const server = connect({ host: target.hostname, port: Number(target.port), noDelay: true });
    const pair = { client, server };
    pairs.add(pair);
    const see = watch?.();
    carry(pair, { state, onBytes: (direction, bytes) => note(counts, { direction, bytes, see }) });
    client.once("close", () => pairs.delete(pair));
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const { port } = listener.address() as AddressInfo;
  return {
    port,
    counts,
    through: (address) => rerouted(address, port),
    ...controls(state, pairs),
    close: async () => {
      state.hole?.close();
      const closed = new Promise((resolve) => listener.close(resolve));
      for (const { client, server } of pairs) [client, server].forEach((end) => end.destroy());
      await closed;
    },
  };
}

function controls(state: State, pairs: ReadonlySet<Pair>) {
  const blackhole = (isOn: boolean): void => {
    if (isOn) state.hole ??= openHole();
    else {
      state.hole?.close();
      state.hole = undefined;
    }
  };
  return {
    blackhole,
    setLatency: (ms: number) => {
      state.latencyMs = ms;
    },
    refuse: (isOn: boolean) => {
      state.isRefusing = isOn;
    },
    reset: () => {
      const open = [...pairs];
      open.forEach(resetPair);
      return open.length;
    },
    cutAfter: (direction: Direction, bytes: number) => {
      state.cut = { direction, leftBytes: bytes };
    },
    heal: () => {
      blackhole(false);
      Object.assign(state, { latencyMs: 0, isRefusing: false, cut: undefined });
    },
  };
}

interface Carrying {
  state: State;
  onBytes: Watcher;
}

function carry(pair: Pair, carrying: Carrying): void {
  const { client, server } = pair;
  pipe(pair, "up", carrying);
  pipe(pair, "down", carrying);
  for (const end of [client, server]) {
    end.on("error", () => resetPair(pair));
    // What was written before still arrives.
    end.on("close", () => otherEnd(pair, end).destroySoon());
  }
}

/** Pieces of one direction keep their order: each waits for the one before it. */
function pipe(pair: Pair, direction: Direction, { state, onBytes }: Carrying): void {
  const [from, to] = direction === "up" ? [pair.client, pair.server] : [pair.server, pair.client];
  let before = Promise.resolve();
  const inOrder = (work: () => Promise<void>): void => {
    before = before.then(work);
  };
  from.on("data", (bytes: Buffer) => {
    onBytes(direction, bytes);
    const dueMs = performance.now() + state.latencyMs;
    inOrder(async () => {
      await delays(state, dueMs);
      pass(pair, to, { bytes, allowed: allowance(state, { direction, size: bytes.length }) });
    });
  });
  from.on("end", () => inOrder(async () => void to.end()));
}

/** Pieces that come together are late together. */
async function delays(state: State, dueMs: number): Promise<void> {
  const waitMs = dueMs - performance.now();
  if (waitMs > 0) await pause(waitMs);
  while (state.hole !== undefined) await state.hole.closed;
}

function pass(pair: Pair, to: Socket, piece: { bytes: Buffer; allowed: number }): void {
  const { bytes, allowed } = piece;
  if (to.destroyed) return;
  if (allowed >= bytes.length) return void to.write(bytes);
  // An end and no reset: a reset would take back what is allowed.
  to.end(bytes.subarray(0, allowed));
  otherEnd(pair, to).resetAndDestroy();
}

/** How many of these bytes may pass; fewer than all of them means that the connection is cut here. */
function allowance(state: State, piece: { direction: Direction; size: number }): number {
  const { cut } = state;
  if (cut === undefined || cut.direction !== piece.direction) return piece.size;
  if (cut.leftBytes >= piece.size) {
    cut.leftBytes -= piece.size;
    return piece.size;
  }
  state.cut = undefined;
  return cut.leftBytes;
}

function openHole(): { closed: Promise<void>; close: () => void } {
  let close: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  return { closed, close };
}

function otherEnd({ client, server }: Pair, end: Socket): Socket {
  return end === client ? server : client;
}

function resetPair({ client, server }: Pair): void {
  for (const end of [client, server]) if (!end.destroyed) end.resetAndDestroy();
}

function note(
  counts: TcpProxy["counts"],
  piece: { direction: Direction; bytes: Buffer; see: Watcher | undefined },
): void {
  const { direction, bytes, see } = piece;
  if (direction === "up") counts.upBytes += bytes.length;
  else counts.downBytes += bytes.length;
  see?.(direction, bytes);
}

function rerouted(address: string, port: number): string {
  const url = new URL(address);
  url.hostname = "127.0.0.1";
  url.port = String(port);
  return url.href;
}
