// A chat server that says yes at once and remembers nothing, so that only our own work is measured.
import { createServer } from "node:http";

let calls = 0;
const server = createServer((request, response) => {
  if (request.url === "/calls") {
    response.end(String(calls));
    return;
  }
  request.resume().on("end", () => {
    calls += 1;
    // A token and a code, which is more than any one caller reads.
    const body = `{"errcode":0,"errmsg":"ok","access_token":"instant","expires_in":7200,"response_code":"R${calls}"}`;
    response.writeHead(200, { "content-type": "application/json", "content-length": body.length });
    response.end(body);
  });
});
server.listen(Number(process.env["PORT"]), "127.0.0.1");
process.once("SIGTERM", () => {
  server.closeAllConnections();
  server.close();
});
