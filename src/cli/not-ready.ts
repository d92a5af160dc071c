import { AppError } from "../lib/errors.ts";

/** The installation is not ready for a command, which has changed nothing; its message is for the operator. */
export class NotReady extends AppError {
  constructor(message: string) {
    super("cli-not-ready", message);
  }
}
