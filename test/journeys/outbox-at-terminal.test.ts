import { expect } from "chai";
import { addFault, clearFaults } from "../../src/simulator/control/set-faults.ts";
import { change, read, sqlFor } from "../../src/store/db.ts";
import { rawRequest, send } from "../support/bad-input/raw-http.ts";
import { sealed, textXml } from "../support/bad-input/seal.ts";
import { type } from "../support/operator.ts";
import {
  approve,
  CASE_NO,
  newestCard,
  openAndSubmit,
  shownText,
  textsOf,
} from "../support/people.ts";
import { settle } from "../support/world.ts";
import { worldForEach } from "../support/world-hooks.ts";

describe("an operator looks after messages that did not leave", () => {
  const world = worldForEach();

  const outbox = (...args: string[]) => type(world, ["outbox", ...args]);
  const rowsOf = async (state: string) => {
    const query = sqlFor.selectFrom("outbox").selectAll().where("state", "=", state).orderBy("id");
    const [rows] = await read(world.app.deps.db, query);
    return rows;
  };
  /** Submits a plan while nobody can be reached: a text to Zhang and a card to Li are given up. */
  const submitWhileUnreachable = async () => {
    addFault(world.simulator.world, { api: "message/send", kind: 60111, times: 2 });
    await openAndSubmit(world);
    await settle(world);
    clearFaults(world.simulator.world, { clear: true });
    const dead = await rowsOf("dead");
    expect(dead).to.have.length(2);
    return dead.map(({ id }) => id);
  };

  it("sees them with reason and first line, and nothing of the customer", async () => {
    const [first = 0, second = 0] = await submitWhileUnreachable();
    const { code, out } = await outbox("list");
    expect(code).to.equal(0);
    expect(out).to.match(/^“未能发出”（dead）的消息共 2 条：\n/);
    expect(out).to.match(new RegExp(`^  ${first} .*试过 1 次`, "m"));
    expect(out).to.match(new RegExp(`^  ${second} .*试过 1 次`, "m"));
    expect(out).to.include(`${CASE_NO} 方案 v1`).and.include("给 liting").and.include("60111");
    expect(out).not.to.include("客户").and.not.include("公司");
    expect((await outbox("list", "--limit", "1")).out).to.include("共 2 条，以下是最新的 1 条");
    expect((await outbox("list", "--state", "waiting")).out).to.equal(
      "没有“等待发送”（waiting）的消息\n",
    );
  });

  it("is not called because of a stranger whom neither the bureau nor WeCom knows", async () => {
    const xml = textXml(world, { FromUserName: "stranger" });
    await send(world, rawRequest(sealed(world, xml)));
    await settle(world);
    expect(await rowsOf("dead")).to.deep.equal([]);
    expect((await rowsOf("dropped")).map(({ order_key }) => order_key)).to.deep.equal([
      "answer:stranger",
    ]);
    const { out } = await outbox("list", "--state", "dropped");
    expect(out).to.include("“已放弃”（dropped）的消息共 1 条").and.include("给 stranger");
  });

  it("sends one again: the running service delivers it", async () => {
    await submitWhileUnreachable();
    const [card] = (await rowsOf("dead")).filter(({ order_key }) => order_key.startsWith("T"));
    expect(await outbox("replay", String(card?.id))).to.deep.equal({
      code: 0,
      out: `已放回第 ${card?.id} 号消息，服务随即发送\n`,
      err: "",
    });
    await settle(world);
    expect(shownText(newestCard(world, "liting"))).to.include(CASE_NO);
    expect(await rowsOf("dead")).to.have.length(1);
  });

  it("sends all again, once", async () => {
    await submitWhileUnreachable();
    expect((await outbox("replay", "--all-dead")).out).to.equal("已放回 2 条，服务随即发送\n");
    await settle(world);
    expect(await rowsOf("dead")).to.deep.equal([]);
    expect(textsOf(world, "zhangwei")).to.have.length(1);
    expect((await outbox("replay", "--all-dead")).out).to.equal("没有未能发出的消息\n");
  });

  it("cannot send the card of a task that has ended; it is named and the others go", async () => {
    await openAndSubmit(world);
    await approve(world, "liting");
    const db = world.app.deps.db;
    const [card] = (await rowsOf("sent")).filter(({ order_key }) => order_key.startsWith("T"));
    const id = card?.id ?? 0;
    await change(db, sqlFor.updateTable("outbox").set({ state: "dead" }).where("id", "=", id));
    const refused = await outbox("replay", String(id));
    expect(refused).to.include({ code: 1, out: "" });
    expect(refused.err).to.match(/^未重发：第 \d+ 号是卡片消息，其审批已结束/);
    const all = await outbox("replay", "--all-dead");
    expect(all).to.include({ code: 0, out: "已放回 0 条，服务随即发送\n" });
    expect(all.err).to.match(/^跳过：第 \d+ 号/);
  });

  it("gives one up for good, with a reason that stays", async () => {
    const [id = 0] = await submitWhileUnreachable();
    expect(await outbox("drop", String(id), "--reason", "已当面告知")).to.deep.equal({
      code: 0,
      out: `已放弃第 ${id} 号消息，原因：已当面告知\n`,
      err: "",
    });
    expect((await outbox("list", "--state", "dropped")).out).to.include(
      "原因：cli:test: 已当面告知 | ",
    );
    expect((await outbox("drop", String(id), "--reason", "再次")).err).to.equal(
      `未放弃：第 ${id} 号消息不是“未能发出”或“隔离”状态\n`,
    );
    expect(await outbox("replay", String(id))).to.include({ code: 1 });
  });

  it("is told when the call is wrong", async () => {
    expect(await outbox("list", "--state", "gone")).to.include({ code: 2 });
    expect(await outbox("list", "--limit", "0")).to.include({ code: 2 });
    expect((await outbox("replay")).err).to.include("请给出编号，或用 --all-dead");
    expect(await outbox("replay", "1", "--all-dead")).to.include({ code: 2 });
    expect((await outbox("drop", "1")).err).to.match(/^缺少必需的选项/);
    expect(await outbox("drop", "x1", "--reason", "y")).to.include({ code: 2 });
    expect(await outbox("replay", "999999")).to.include({
      code: 1,
      err: "未重发：没有第 999999 号消息\n",
    });
  });
});
