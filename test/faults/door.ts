// What stands in front of several processes: takes a connection and hands it to one of them.
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export interface Door {
  url: string;
  /** Ports in the order in which they are asked; one that refuses is passed over. */
  order(ports: readonly number[]): void;
  /** Connections that a process has taken so far. */
  joined(): number;
  close(): Promise<void>;
}

/** Opens a door that leads nowhere yet. */
export async function openDoor(): Promise<Door> {
  let choose: () => readonly number[] = () => [];
  let count = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    client.on("error", () => client.destroy());
    open.add(client);
    client.once("close", () => open.delete(client));
    join(client, [...choose()], () => (count += 1));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    order: (ports) => {
      choose = () => ports;
    },
    joined: () => count,
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const client of open) client.destroy();
      return closed;
    },
  };
}

function join(client: Socket, ports: number[], onJoined: () => void): void {
  const port = ports.shift();
  if (port === undefined) return void client.resetAndDestroy();
  const server = connect({ port, host: "127.0.0.1", noDelay: true });
  let isJoined = false;
  server.once("connect", () => {
    isJoined = true;
    onJoined();
    client.pipe(server);
    server.pipe(client);
  });
  server.on("error", () => (isJoined ? client.resetAndDestroy() : join(client, ports, onJoined)));
  server.once("close", () => isJoined && client.destroy());
  client.once("close", () => server.destroy());
}
