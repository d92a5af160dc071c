/** Types of `local-services.mjs`, for the compiled tests and benchmarks. */
export interface LocalServices {
  readonly mysqlUrl: string;
  readonly redisUrl: string;
  /** As the server greets, e.g. `9.7.4-2` or `10.11.14-MariaDB-…`. */
  readonly version: string;
  readonly flavour: "mariadb" | "mysql";
  /** Process ids of the servers this call started; for killing or freezing them in a test. */
  readonly pids: { readonly mysql?: number; readonly redis?: number };
  /** How a Redis of our own was started: a process's own record of it is overwritten by Redis. */
  readonly redisLaunch:
    | { readonly command: readonly string[]; readonly env: Readonly<Record<string, string>> }
    | undefined;
  stop(): Promise<void>;
}

export interface LocalServicesOptions {
  readonly dataDir: string;
  readonly want?: readonly ("mysql" | "redis")[];
  readonly flavour?: "mariadb" | "mysql9";
  /** The folder is removed at the end. */
  readonly discard?: boolean;
  /** Every commit is flushed to the disk; for measuring. */
  readonly durable?: boolean;
  /** Where `MYSQL_URL` and `REDIS_URL` are read; default the process environment. `{}` starts private ones in any case. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly say?: (line: string) => void;
}

export const PROJECT_FOLDER: string;
export const DATA_FOLDER: string;
export function startLocalServices(options: LocalServicesOptions): Promise<LocalServices>;
