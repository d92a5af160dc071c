import type { Config } from "../config/config.ts";
import type { Clock } from "../lib/clock.ts";
import type { Db } from "../store/db.ts";
import type { WecomClient } from "../wecom/client.ts";

/** An installation that is looked at. */
export interface Patient {
  config: Config;
  clock: Clock;
  db: Db;
  api: WecomClient;
}
