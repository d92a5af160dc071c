import { expect } from "chai";
import type { Json } from "./support/bureau.ts";
import { bureauForEach, OTHER_SECRET, openBureau } from "./support/bureau.ts";

describe("simulator, rule 11: the directory", () => {
  const bureau = bureauForEach();

  it("give name, department and position and nothing private", async () => {
    const user = await bureau.call("user/get", undefined, { userid: "LISI" });
    expect(user).to.deep.include({ userid: "lisi", name: "李四", department: [2], status: 1 });
    expect(user).not.to.have.any.keys("mobile", "email", "avatar");
  });

  it("do not know strangers and leavers (60111) and hide who is out of range (60011)", async () => {
    const app = { agentId: 1, name: "a", secret: OTHER_SECRET, visibleTo: ["lisi"] };
    const narrow = await openBureau({ apps: [app] });
    const user = async (userid: string) =>
      (await narrow.callAsOther("user/get", undefined, { userid }))["errcode"];
    await narrow.control("leave", { userid: "lisi" });
    const codes = [await user("ghost"), await user("lisi"), await user("wangwu")];
    await narrow.close();
    expect(codes).to.deep.equal([60111, 60111, 60011]);
  });

  it("list departments and their members", async () => {
    const { department } = await bureau.call("department/list");
    expect(department.map((each: Json) => each["name"])).to.deep.equal([
      "模拟企业",
      "营销部",
      "调度中心",
    ]);
    const list = await bureau.call("user/simplelist", undefined, { department_id: "2" });
    expect(list["userlist"].map((each: Json) => each["userid"])).to.deep.equal([
      "ZhangGong",
      "lisi",
    ]);
    const none = await bureau.call("user/simplelist", undefined, { department_id: "9" });
    expect(none["errcode"]).to.equal(60123);
  });

  it("give the app its own data", async () => {
    const agent = await bureau.call("agent/get", undefined, { agentid: "1000002" });
    expect(agent).to.deep.include({ name: "审批助手", close: 0 });
    const other = await bureau.call("agent/get", undefined, { agentid: "1000003" });
    expect(other["errcode"]).to.equal(301002);
  });
});
