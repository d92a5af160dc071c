import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";

/** What the program counts, as plain functions; label values come from closed lists, never from outside. */
export interface Metrics {
  /** One request to a callback address: `ok`, `database-away` or `busy` (held too long), `fault`, or `rejected-<check>`. */
  countCallback(result: string): void;
  /** One genuine event by kind, and what became of it. */
  countEvent(kind: string, result: string): void;
  /** One signature by card: `approve` or `return`. */
  countDecision(verb: string): void;
  countRefusal(code: string): void;
  /**
   * Outbox rows reaching a state: `sent`, `retry`, `gave-up`, `held` (by a limit), `merged` (into a digest),
   * `superseded`, `instead` (another way in place of an update), `undeliverable`, `dropped` (so, to somebody whom the bureau
   * does not list); `limited-alone` when Redis did not count.
   *
   * @param rows default 1
   */
  countOutbox(state: string, rows?: number): void;
  /** One call of the WeCom API; errcode 0 is success. */
  countWecomCall(api: string, errcode: number): void;
  countHttp(method: string, status: number): void;
  observeCallbackMs(ms: number): void;
  setOutboxWaiting(rows: number): void;
  setOutboxOldestMs(ms: number): void;
  /** Rows that were given up, and rows that a restore has put aside: nobody has read them. */
  setOutboxUndelivered(rows: { dead: number; quarantined: number }): void;
  setUp(server: "mysql" | "redis", isUp: boolean): void;
  /** How far the database's clock is ahead of the host's. */
  setClockAheadMs(ms: number): void;
  /** One case that the clock could not handle and put off. */
  countClockFault(): void;
  /** How long ago the clock ticked last, in whichever process. */
  setLastTickMs(ms: number): void;
  /** Share of the cards in question that show what their task says, 0 to 1. */
  setCardTruth(ratio: number): void;
  /** Everything in the text format of Prometheus. */
  render(): Promise<{ contentType: string; text: string }>;
}

/** Seconds; the upper ones surround the five seconds after which WeCom gives up. @source wecom:90930 */
const CALLBACK_BUCKETS_SEC = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4.3, 5];

/** Alarms watch their increase, and a count that begins at 1 has never increased. */
const WATCHED_RESULTS = [
  "ok",
  "fault",
  "database-away",
  "busy",
  "rejected-signature",
  "rejected-freshness",
];

/** A registry of its own, so that two programs in one process do not share counts. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    ...inboundMetrics(registry),
    ...outboundMetrics(registry),
    ...stateMetrics(registry),
    render: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}

function inboundMetrics(registry: Registry) {
  const callbacks = counter(registry, "callbacks_total", ["result"]);
  for (const result of WATCHED_RESULTS) callbacks.inc({ result }, 0);
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
    countOutbox: (state: string, rows = 1) => outbox.inc({ state }, rows),
    countWecomCall: (api: string, errcode: number) => wecomCalls.inc({ api, errcode }),
    setOutboxWaiting: (rows: number) => waiting.set(rows),
    setOutboxOldestMs: (ms: number) => oldest.set(ms / 1_000),
  };
}

function stateMetrics(registry: Registry) {
  const dead = gauge(registry, "outbox_dead_rows");
  const quarantined = gauge(registry, "outbox_quarantined_rows");
  const up = { mysql: gauge(registry, "mysql_up"), redis: gauge(registry, "redis_up") };
  const ahead = gauge(registry, "clock_ahead_seconds");
  const lastTick = gauge(registry, "last_tick_seconds");
  const truth = gauge(registry, "card_truth_ratio");
  const clockFaults = counter(registry, "clock_faults_total", []);
  return {
    countClockFault: () => clockFaults.inc(),
    setOutboxUndelivered: (rows: { dead: number; quarantined: number }) => {
      dead.set(rows.dead);
      quarantined.set(rows.quarantined);
    },
    setUp: (server: "mysql" | "redis", isUp: boolean) => up[server].set(isUp ? 1 : 0),
    setClockAheadMs: (ms: number) => ahead.set(ms / 1_000),
    setLastTickMs: (ms: number) => lastTick.set(ms / 1_000),
    setCardTruth: (ratio: number) => truth.set(ratio),
  };
}

function counter(registry: Registry, name: string, labelNames: string[]): Counter {
  return new Counter({ name: `qianpi_${name}`, help: name, labelNames, registers: [registry] });
}

function gauge(registry: Registry, name: string): Gauge {
  return new Gauge({ name: `qianpi_${name}`, help: name, registers: [registry] });
}
