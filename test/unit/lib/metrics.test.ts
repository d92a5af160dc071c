import { expect } from "chai";
import { createMetrics } from "../../../src/lib/metrics.ts";

describe("metrics", () => {
  it("renders counts with their labels in the text format of Prometheus", async () => {
    const metrics = createMetrics();
    metrics.countCallback("ok");
    metrics.countCallback("ok");
    metrics.countWecomCall("message/send", 45009);
    const { contentType, text } = await metrics.render();
    expect(contentType).to.match(/^text\/plain/);
    expect(text).to.include('qianpi_callbacks_total{result="ok"} 2');
    expect(text).to.include('qianpi_wecom_calls_total{api="message/send",errcode="45009"} 1');
  });

  it("turns milliseconds into seconds", async () => {
    const metrics = createMetrics();
    metrics.observeCallbackMs(40);
    metrics.setOutboxOldestMs(2_500);
    const { text } = await metrics.render();
    expect(text).to.include('qianpi_callback_seconds_bucket{le="0.025"} 0');
    expect(text).to.include('qianpi_callback_seconds_bucket{le="0.05"} 1');
    expect(text).to.include("qianpi_outbox_oldest_seconds 2.5");
  });

  it("begins counts that alarms watch at nought, so that the first one is an increase", async () => {
    const { text } = await createMetrics().render();
    expect(text).to.include('qianpi_callbacks_total{result="fault"} 0');
    expect(text).to.include('qianpi_callbacks_total{result="rejected-signature"} 0');
  });

  it("shows servers as 1 or 0, clocks in seconds, card truth as a share", async () => {
    const metrics = createMetrics();
    metrics.setUp("mysql", true);
    metrics.setUp("redis", false);
    metrics.setClockAheadMs(-1_500);
    metrics.setLastTickMs(61_000);
    metrics.setCardTruth(0.75);
    metrics.setOutboxUndelivered({ dead: 2, quarantined: 3 });
    const { text } = await metrics.render();
    expect(text).to.include("qianpi_mysql_up 1").and.include("qianpi_redis_up 0");
    expect(text).to.include("qianpi_clock_ahead_seconds -1.5");
    expect(text).to.include("qianpi_last_tick_seconds 61");
    expect(text).to.include("qianpi_card_truth_ratio 0.75");
    expect(text).to.include("qianpi_outbox_dead_rows 2");
    expect(text).to.include("qianpi_outbox_quarantined_rows 3");
  });

  it("keeps two registries apart", async () => {
    const [one, other] = [createMetrics(), createMetrics()];
    one.countRefusal("closed");
    expect((await other.render()).text).not.to.include('code="closed"');
  });
});
