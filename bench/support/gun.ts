// Fires ready-made requests with as little work as possible, so that the two cores are left to what is measured.
import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

export interface Shots {
  /** Status → how often; 0 is a connection that broke. */
  statuses: Record<number, number>;
  /** In the order of sending; in an open loop from the moment at which the request was due. */
  latenciesMs: number[];
  /** The longest that an answer took from the moment at which its request really left. */
  slowestMs: number;
  elapsedMs: number;
}

/** Answers per second; only when every one was a 200. @throws Error when one was not */
export function rateOf({ statuses, latenciesMs, elapsedMs }: Shots): number {
  if (statuses[200] !== latenciesMs.length) {
    throw new Error(`not every answer was a 200: ${JSON.stringify(statuses)}`);
  }
  return (latenciesMs.length / elapsedMs) * 1_000;
}

/** Closed loop: so many connections, each sends its next request when it has its answer. */
export async function fireClosed(
  port: number,
  concurrency: number,
  requests: Iterable<Buffer>,
): Promise<Shots> {
  const rest = requests[Symbol.iterator]();
  const shots: Shots = { statuses: {}, latenciesMs: [], slowestMs: 0, elapsedMs: 0 };
  const startedMs = performance.now();
  const worker = async (): Promise<void> => {
    const connection = openConnection(port);
    for (let next = rest.next(); next.done !== true; next = rest.next()) {
      const sentMs = performance.now();
      count(shots, await connection.send(next.value));
      shots.latenciesMs.push(performance.now() - sentMs);
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  shots.elapsedMs = performance.now() - startedMs;
  return shots;
}

/** Waves: all requests of a wave at once, on connections kept open; the next wave when all have their answers. */
export async function fireWaves(port: number, waves: readonly Buffer[][]): Promise<Shots> {
  const shots: Shots = { statuses: {}, latenciesMs: [], slowestMs: 0, elapsedMs: 0 };
  const width = Math.max(...waves.map((wave) => wave.length));
  const connections = Array.from({ length: width }, () => openConnection(port));
  const startedMs = performance.now();
  for (const wave of waves) {
    const sentMs = performance.now();
    await Promise.all(
      wave.map(async (request, n) => {
        count(shots, (await connections[n]?.send(request)) ?? 0);
        shots.latenciesMs.push(performance.now() - sentMs);
      }),
    );
  }
  shots.elapsedMs = performance.now() - startedMs;
  for (const connection of connections) connection.close();
  return shots;
}

export interface OpenLoop {
  port: number;
  perSec: number;
  /** One for each moment at which a request is due. */
  requests: readonly Buffer[];
}

/** Open loop: requests leave at their moments whatever the answers; latency counts from the intended moment. */
export async function fireOpen({ port, perSec, requests }: OpenLoop): Promise<Shots> {
  const latenciesMs: number[] = Array.from({ length: requests.length }, () => Infinity);
  const shots: Shots = { statuses: {}, latenciesMs, slowestMs: 0, elapsedMs: 0 };
  const idle: Connection[] = [];
  const underWay: Promise<void>[] = [];
  const startedMs = performance.now();
  const shoot = async (n: number, request: Buffer): Promise<void> => {
    const connection = idle.pop() ?? openConnection(port);
    const sentMs = performance.now();
    const status = await connection.send(request);
    shots.slowestMs = Math.max(shots.slowestMs, performance.now() - sentMs);
    latenciesMs[n] = performance.now() - startedMs - (n * 1_000) / perSec;
    count(shots, status);
    if (status !== 0) idle.push(connection);
  };
  for (let sent = 0; sent < requests.length;) {
    const due = Math.min(requests.length, ((performance.now() - startedMs) / 1_000) * perSec + 1);
    for (; sent < Math.floor(due); sent += 1) {
      const request = requests[sent];
      if (request !== undefined) underWay.push(shoot(sent, request));
    }
    await pause(1);
  }
  await Promise.all(underWay);
  shots.elapsedMs = performance.now() - startedMs;
  for (const connection of idle) connection.close();
  return shots;
}

function count({ statuses }: Shots, status: number): void {
  statuses[status] = (statuses[status] ?? 0) + 1;
}

export interface Connection {
  /** One request at a time. Resolves to the status of the answer, 0 when the connection broke. */
  send(request: Buffer): Promise<number>;
  close(): void;
}

/** A connection that is opened again when it was closed between two requests. */
export function openConnection(port: number): Connection {
  let socket = freshSocket();
  let answered: (status: number) => void = () => undefined;
  function freshSocket(): Socket {
    const fresh = connect({ port, host: "127.0.0.1", noDelay: true });
    let text = "";
    fresh.on("data", (bytes) => {
      text += bytes.toString("latin1");
      if (!isWhole(text)) return;
      const status = Number(text.slice(9, 12));
      text = "";
      answered(status);
    });
    fresh.on("error", () => answered(0));
    fresh.on("close", () => answered(0));
    return fresh;
  }
  return {
    send: (request) =>
      new Promise((resolve) => {
        answered = resolve;
        if (socket.destroyed) socket = freshSocket();
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

/** All answers of the service to callbacks state their length. */
function isWhole(text: string): boolean {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return false;
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
  return text.length >= end + 4 + length;
}
