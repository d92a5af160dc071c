import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** When requests must have come in whole. Node knows one limit for all of them, and an upload needs more. */
export interface Deadlines {
  /** A connection was made: its first request begins to come. */
  begin: (socket: Socket) => void;
  /** The head of a request is there; its body must be within what is left of the time. */
  watch: (request: IncomingMessage, response: ServerResponse) => void;
  /** Gives a request that is known to be allowed to take longer so much time from now. */
  extend: (request: IncomingMessage, withinMs: number) => void;
}

/** As Node itself answers what comes too slowly. */
const TOO_SLOW = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n";

export function createDeadlines(withinMs: number): Deadlines {
  const begun = new WeakMap<Socket, number>();
  const cuts = new WeakMap<IncomingMessage, () => void>();
  const timers = new WeakMap<IncomingMessage, NodeJS.Timeout>();
  const set = (request: IncomingMessage, leftMs: number): void => {
    clearTimeout(timers.get(request));
    if (request.complete) return;
    timers.set(request, setTimeout(() => cuts.get(request)?.(), leftMs).unref());
  };
  return {
    begin: (socket) => void begun.set(socket, performance.now()),
    watch: (request, response) => {
      const { socket } = request;
      const beganMs = begun.get(socket);
      begun.delete(socket);
      if (!mayHaveBody(request)) return;
      cuts.set(request, () => cut(request, response));
      set(request, beganMs === undefined ? withinMs : withinMs - (performance.now() - beganMs));
      const end = (): void => clearTimeout(timers.get(request));
      request.once("end", end).once("close", end);
    },
    extend: set,
  };
}

function mayHaveBody({ headers }: IncomingMessage): boolean {
  return headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
}

/** Whoever has an answer already gets no second one. */
function cut({ socket, complete }: IncomingMessage, { headersSent }: ServerResponse): void {
  if (complete) return;
  if (socket.writable && !headersSent) socket.write(TOO_SLOW);
  socket.destroy();
}
