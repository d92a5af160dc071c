import { AppError } from "../lib/errors.ts";

/** The command was called in a way that cannot be carried out; its message is for the operator. */
export class UsageError extends AppError {
  constructor(message: string, options?: { cause?: unknown }) {
    super("cli-usage", message, options);
  }
}
