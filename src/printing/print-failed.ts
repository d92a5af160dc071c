import { AppError } from "../lib/errors.ts";

/** `print-left`: whoever wanted the file is gone, or the program ends. */
export type PrintFault = "print-busy" | "print-too-slow" | "print-failed" | "print-left";

/** There is no file. The message is for the log: what the browser said of it. */
export class PrintFailed extends AppError {
  constructor(code: PrintFault, message: string, options?: { cause?: unknown }) {
    super(code, message, options);
  }
}
