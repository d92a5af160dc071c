import { readFileSync } from "node:fs";
import { settingsFromEnvironment } from "./environment.ts";
import { createSimulator } from "./simulator.ts";

const settings = settingsFromEnvironment(process.env, (path) => readFileSync(path, "utf8"));
const simulator = createSimulator(settings);
const url = await simulator.listen();
process.stdout.write(`WeCom simulator for ${settings.corpId} at ${url}/\n`);

const stop = () => {
  void simulator.close().then(() => process.exit(0));
};
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
