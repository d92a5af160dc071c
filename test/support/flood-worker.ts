// The thread of `flood.ts`. Its sockets are bare: an HTTP client would cost more than the calls.
import { connect, type Socket } from "node:net";
import { setInterval as steps } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import type { Answers, FloodOrder } from "./flood.ts";

const LINES = 32;
const STEP_MS = 10;
/** As long as the chat server waits. */
const DEADLINE_MS = 5_000;
const STATUS = /HTTP\/1\.1 (\d{3})/g;
/** One less than the shortest text that holds a status. */
const TAIL_LENGTH = "HTTP/1.1 200".length - 1;

interface Line {
  socket: Socket;
  openedMs: number;
  /** Requests sent and not yet answered. */
  open: number;
}

const order = workerData as FloodOrder;
const answers: Answers = { statuses: {}, slowestMs: 0 };
let ended = 0;

function openLine(): Line {
  const line: Line = {
    socket: connect({ port: order.port, host: "127.0.0.1", timeout: DEADLINE_MS }),
    openedMs: performance.now(),
    open: 0,
  };
  let tail = "";
  line.socket.setEncoding("latin1").on("data", (text) => {
    const whole = tail + String(text);
    for (const [, status = ""] of whole.matchAll(STATUS)) count(line, status, 1);
    tail = whole.slice(-TAIL_LENGTH);
  });
  line.socket.on("error", () => undefined);
  line.socket.on("close", () => count(line, "cut", line.open));
  return line;
}

function count(line: Line, what: string, times: number): void {
  if (times === 0) return;
  line.open -= times;
  ended += times;
  answers.statuses[what] = (answers.statuses[what] ?? 0) + times;
  answers.slowestMs = Math.max(answers.slowestMs, performance.now() - line.openedMs);
}

function send(line: Line, n: number): void {
  line.open += 1;
  line.socket.write(order.requests[n % order.requests.length] ?? "", "latin1");
}

/** Some more of them, as many as are due by now; a line that was cut is replaced. */
function sendDue(lines: Line[], { sent, dueMs }: { sent: number; dueMs: number }): number {
  const { perSec = 0 } = order;
  const due = Math.max(sent, Math.min(order.count, Math.floor((perSec * dueMs) / 1_000)));
  for (let n = sent; n < due; n += 1) {
    const at = n % LINES;
    const known = lines[at];
    const line = known === undefined || known.socket.destroyed ? openLine() : known;
    lines[at] = line;
    send(line, n);
  }
  return due;
}

const lines: Line[] = [];
const startedMs = performance.now();
let sent = 0;
if (order.perSec === undefined) {
  for (; sent < order.count; sent += 1) {
    const line = openLine();
    line.socket.once("timeout", () => line.socket.destroy());
    send(line, sent);
    lines.push(line);
  }
}
for await (const _ of steps(STEP_MS)) {
  if (order.perSec !== undefined)
    sent = sendDue(lines, { sent, dueMs: performance.now() - startedMs });
  if (ended >= order.count) break;
}
parentPort?.postMessage(answers);
for (const { socket } of lines) socket.destroy();
