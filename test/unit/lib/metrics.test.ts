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

  it("keeps two registries apart", async () => {
    const [one, other] = [createMetrics(), createMetrics()];
    one.countRefusal("closed");
    expect((await other.render()).text).not.to.include('code="closed"');
  });
});
