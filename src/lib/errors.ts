/**
 * A fault with a stable code, for logs and for callers that branch on it.
 * Expected refusals are values, never errors.
 */
export class AppError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}
