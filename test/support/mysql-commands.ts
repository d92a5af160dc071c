// Reads the client's side of MySQL's protocol far enough to count what costs a round trip.
import type { Watcher } from "./tcp-proxy.ts";

const HEADER_BYTES = 4;

export interface CommandCount {
  /** Commands that clients sent so far; a batch of statements is one. */
  total(): number;
  /** For `openTcpProxy`. */
  watch: () => Watcher;
}

/**
 * Counts commands: packets from the client with sequence number 0. The handshake's answer carries another number.
 * @source https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_basic_packets.html
 */
export function countMysqlCommands(): CommandCount {
  let total = 0;
  const watch = (): Watcher => {
    let rest: Buffer = Buffer.alloc(0);
    let skip = 0;
    return (direction, bytes) => {
      if (direction !== "up") return;
      rest = Buffer.concat([rest, bytes]);
      for (;;) {
        const skipped = Math.min(skip, rest.length);
        skip -= skipped;
        rest = rest.subarray(skipped);
        if (skip > 0 || rest.length < HEADER_BYTES) return;
        if (rest.readUInt8(3) === 0) total += 1;
        skip = HEADER_BYTES + rest.readUIntLE(0, 3);
      }
    };
  };
  return { total: () => total, watch };
}
