import type { Dispatcher } from "undici";

/** What came back, whole. */
export interface HttpAnswer {
  status: number;
  text: string;
}

export interface ExchangeOptions {
  dispatcher: Dispatcher;
  /** From connecting to the last byte. */
  totalTimeoutMs: number;
}

const UTF8 = new TextDecoder();

/**
 * One request and its answer. The bytes come straight from the parser: a stream and an abort signal for an answer of a
 * hundred bytes would take longer than all the rest of a call.
 * @throws the fault of the connection, or a DOMException named TimeoutError
 */
export function exchange(
  request: Dispatcher.DispatchOptions,
  { dispatcher, totalTimeoutMs }: ExchangeOptions,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let status = 0;
    let tooLate: Error | undefined;
    let connection: Dispatcher.DispatchController | undefined;
    const timer = setTimeout(() => {
      tooLate = new DOMException(`no answer within ${totalTimeoutMs} ms`, "TimeoutError");
      reject(tooLate);
      connection?.abort(tooLate);
    }, totalTimeoutMs);
    dispatcher.dispatch(request, {
      onRequestStart: (controller) => {
        connection = controller;
        if (tooLate !== undefined) controller.abort(tooLate);
      },
      onResponseStart: (_controller, statusCode) => {
        status = statusCode;
      },
      onResponseData: (_controller, chunk) => {
        chunks.push(chunk);
      },
      onResponseEnd: () => {
        clearTimeout(timer);
        resolve({ status, text: UTF8.decode(Buffer.concat(chunks)) });
      },
      onResponseError: (_controller, fault) => {
        clearTimeout(timer);
        reject(fault);
      },
    });
  });
}
