import { expect } from "chai";
import type { Json } from "./support/bureau.ts";
import { bureauForEach } from "./support/bureau.ts";

describe("simulator: the app's menu", () => {
  const bureau = bureauForEach();

  const create = (button: Json[]) => bureau.call("menu/create", { button }, { agentid: "1000002" });
  const click = { type: "click", name: "待办", key: "MY_TASKS" };

  it("is kept, shown and deleted", async () => {
    expect((await create([click]))["errcode"]).to.equal(0);
    const query = { agentid: "1000002" };
    expect((await bureau.call("menu/get", undefined, query))["button"]).to.deep.equal([click]);
    await bureau.call("menu/delete", undefined, query);
    expect((await bureau.call("menu/get", undefined, query))["errcode"]).to.equal(46003);
  });

  const WRONG: readonly [rule: string, errcode: number, button: Json[]][] = [
    ["four buttons", 40058, [click, click, click, click]],
    ["a name of 18 bytes", 40058, [{ ...click, name: "六个汉字名称" }]],
    ["an unknown type", 40058, [{ ...click, type: "dance" }]],
    ["a view without address", 40054, [{ type: "view", name: "看" }]],
    ["six entries below one", 40058, [{ name: "查", sub_button: Array(6).fill(click) }]],
  ];
  for (const [rule, errcode, button] of WRONG) {
    it(`is refused for ${rule} with ${errcode}`, async () => {
      expect((await create(button))["errcode"]).to.equal(errcode);
    });
  }
});
