import { expect } from "chai";
import { ConfigError, problemText } from "../../../src/config/config-error.ts";
import { diskFiles } from "../../../src/config/disk-files.ts";
import type { ConfigFiles } from "../../../src/config/files.ts";
import { loadConfig } from "../../../src/config/load.ts";
import type { Environment } from "../../../src/config/variables.ts";

/** A complete environment; each test changes one variable. */
export const COMPLETE_ENV: Environment = {
  PUBLIC_URL: "https://qianpi.example.com",
  MYSQL_URL: "mysql://qianpi:hunter2secret@db.example.com:3306/qianpi",
  API_KEYS: "marketing:0123456789abcdef",
  WECOM_CORP_ID: "wwcorp",
  WECOM_AGENT_ID: "1000002",
  WECOM_SECRET: "app-secret-value",
  WECOM_CALLBACK_TOKEN: "QDG6eK",
  WECOM_CALLBACK_AES_KEY: "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
  SESSION_SECRET: "session-secret-of-more-than-32-characters",
};

/** The shipped folder with some files exchanged; `undefined` takes a file away. */
export function shippedFiles(
  changes: Readonly<Record<string, string | undefined>> = {},
): ConfigFiles {
  return {
    read: (path) => (Object.hasOwn(changes, path) ? changes[path] : diskFiles.read(path)),
    list: (folder) => {
      const inside = Object.keys(changes)
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => path.slice(folder.length + 1));
      const names = new Set([...diskFiles.list(folder), ...inside]);
      return [...names].filter((name) => {
        const path = `${folder}/${name}`;
        return !Object.hasOwn(changes, path) || changes[path] !== undefined;
      });
    },
  };
}

/** A shipped file with one piece of text exchanged; fails when the piece is not there. */
export function shippedText(path: string, from: string, to: string): string {
  const text = diskFiles.read(path) ?? "";
  expect(text, path).to.include(from);
  return text.replace(from, to);
}

/** Every problem in words that loading ends with; empty when it succeeds. */
export function problemsOf(
  env: Environment,
  changes: Readonly<Record<string, string | undefined>> = {},
): string[] {
  try {
    loadConfig(env, shippedFiles(changes));
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(problemText);
    throw error;
  }
}
