import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";

/** What the program counts, as plain functions; label values come from closed lists, never from outside. */
export interface Metrics {
  /** One request to a callback address: `ok`, `held-too-long`, `fault`, or `rejected-<check>`. */
  countCallback(result: string): void;
  /** One genuine event by kind, and what became of it. */
  countEvent(kind: string, result: string): void;
  /** One signature by card: `approve` or `return`. */
  countDecision(verb: string): void;
  countRefusal(code: string): void;
  /**
   * One outbox row reaching a state: `sent`, `retry`, `gave-up`, `held` (by a limit), `superseded`, `instead`
   * (a text in place of an update), `undeliverable`; `limited-alone` when Redis did not count.
   */
  countOutbox(state: string): void;
  /** One call of the WeCom API; errcode 0 is success. */
  countWecomCall(api: string, errcode: number): void;
  countHttp(method: string, status: number): void;
  observeCallbackMs(ms: number): void;
  setOutboxWaiting(rows: number): void;
  setOutboxOldestMs(ms: number): void;
  /** Everything in the text format of Prometheus. */
  render(): Promise<{ contentType: string; text: string }>;
}

/** Seconds; the upper ones surround the five seconds after which WeCom gives up. @source wecom:90930 */
const CALLBACK_BUCKETS_SEC = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4.3, 5];

/** A registry of its own, so that two programs in one process do not share counts. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    ...inboundMetrics(registry),
    ...outboundMetrics(registry),
    render: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}

function inboundMetrics(registry: Registry) {
  const callbacks = counter(registry, "callbacks_total", ["result"]);
  const events = counter(registry, "events_total", ["kind", "result"]);
  const decisions = counter(registry, "decisions_total", ["verb"]);
  const refusals = counter(registry, "refusals_total", ["code"]);
  const requests = counter(registry, "http_requests_total", ["method", "status"]);
  const callbackTime = new Histogram({
    name: "qianpi_callback_seconds",
    help: "Time until a callback was answered",
    buckets: CALLBACK_BUCKETS_SEC,
    registers: [registry],
  });
  return {
    countCallback: (result: string) => callbacks.inc({ result }),
    countEvent: (kind: string, result: string) => events.inc({ kind, result }),
    countDecision: (verb: string) => decisions.inc({ verb }),
    countRefusal: (code: string) => refusals.inc({ code }),
    countHttp: (method: string, status: number) => requests.inc({ method, status }),
    observeCallbackMs: (ms: number) => callbackTime.observe(ms / 1_000),
  };
}

function outboundMetrics(registry: Registry) {
  const outbox = counter(registry, "outbox_total", ["state"]);
  const wecomCalls = counter(registry, "wecom_calls_total", ["api", "errcode"]);
  const waiting = gauge(registry, "outbox_waiting_rows");
  const oldest = gauge(registry, "outbox_oldest_seconds");
  return {
    countOutbox: (state: string) => outbox.inc({ state }),
    countWecomCall: (api: string, errcode: number) => wecomCalls.inc({ api, errcode }),
    setOutboxWaiting: (rows: number) => waiting.set(rows),
    setOutboxOldestMs: (ms: number) => oldest.set(ms / 1_000),
  };
}

function counter(registry: Registry, name: string, labelNames: string[]): Counter {
  return new Counter({ name: `qianpi_${name}`, help: name, labelNames, registers: [registry] });
}

function gauge(registry: Registry, name: string): Gauge {
  return new Gauge({ name: `qianpi_${name}`, help: name, registers: [registry] });
}
