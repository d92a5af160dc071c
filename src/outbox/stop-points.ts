import type { SendApi } from "./deliver.ts";
import type { Limiter } from "./limiter.ts";

type Call<Args extends unknown[], Result> = (...args: Args) => Promise<Result>;

/** The same calls with a named point before and after each, where a test may stop the process dead. */
export function withStopPoints(api: SendApi, failpoint: (name: string) => Promise<void>): SendApi {
  const around =
    <Args extends unknown[], Result>(call: Call<Args, Result>): Call<Args, Result> =>
    async (...args) => {
      await failpoint("before-send");
      const result = await call(...args);
      await failpoint("after-send");
      return result;
    };
  return {
    sendCard: around(api.sendCard),
    sendText: around(api.sendText),
    sendMarkdown: around(api.sendMarkdown),
    updateCard: around(api.updateCard),
    sendToGroupChat: around(api.sendToGroupChat),
    sendToWebhook: around(api.sendToWebhook),
  };
}

/** The same limiter with a named point before it is asked: the row is claimed, nothing has left. */
export function withClaimPoint(
  limiter: Limiter,
  failpoint: (name: string) => Promise<void>,
): Limiter {
  return {
    take: async (message, lane) => {
      await failpoint("claimed");
      return limiter.take(message, lane);
    },
  };
}
