// Asks a server over TCP whether it is there, without any client library.
import { connect } from "node:net";

const PROBE_TIMEOUT_MS = 2000;

function firstAnswer({ host, port, say }, isWhole) {
  return new Promise((resolve, reject) => {
    let seen = Buffer.alloc(0);
    const socket = connect({ host, port });
    socket.setTimeout(PROBE_TIMEOUT_MS, () =>
      socket.destroy(new Error(`no answer from ${host}:${port}`)),
    );
    socket.once("error", reject);
    socket.once("close", () => reject(new Error(`${host}:${port} closed the connection`)));
    socket.once("connect", () => say && socket.write(say));
    socket.on("data", (bytes) => {
      seen = Buffer.concat([seen, bytes]);
      if (!isWhole(seen)) return;
      resolve(seen);
      socket.destroy();
    });
  });
}

/** Version text of a MySQL-protocol server, from its greeting, e.g. `9.7.4-2` or `10.11.14-MariaDB-…`. */
export async function askMysqlVersion({ host = "127.0.0.1", port }) {
  const greeting = await firstAnswer(
    { host, port },
    (seen) => seen.length > 6 && seen.indexOf(0, 5) > 0,
  );
  if (greeting[4] !== 10) throw new Error("the server refuses connections");
  return greeting.toString("latin1", 5, greeting.indexOf(0, 5)).replace(/^5\.5\.5-/, ""); // MariaDB's prefix for old clients
}

/** True when a Redis answers PONG (or asks for a password, which is an answer too). */
export async function askRedis({ host = "127.0.0.1", port }) {
  const answer = await firstAnswer({ host, port, say: "PING\r\n" }, (seen) =>
    seen.includes("\r\n"),
  );
  return /^(\+PONG|-NOAUTH)/.test(answer.toString("latin1")) ? true : undefined;
}

/** Host and port of a `mysql://` or `redis://` address. */
export function hostAndPort(url, defaultPort) {
  const { hostname, port } = new URL(url);
  return { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || defaultPort) };
}
