import { expect } from "chai";
import { loadConfig } from "../../../src/config/load.ts";
import { checkAdministrators } from "../../../src/doctor/check-administrators.ts";
import { buildBureau, buildOrganisationUnder } from "../../support/build.ts";
import { COMPLETE_ENV, shippedFiles } from "../config/shipped-files.ts";

describe("doctor/check-administrators", () => {
  const found = (...admins: string[]) => {
    const bureau = buildBureau({ organisation: buildOrganisationUnder(...admins) });
    return checkAdministrators({ bureau }).map(({ result, message }) => [result, message]);
  };

  it("has nothing against two, as in the bureau that ships", () => {
    expect(found("wuhao", "liuyang")).to.deep.equal([["ok", "2 人：liuyang、wuhao"]]);
    const shipped = checkAdministrators(loadConfig(COMPLETE_ENV, shippedFiles()));
    expect(shipped.map(({ result }) => result)).to.deep.equal(["ok"]);
  });

  it("warns of one, and of none, with what cannot be done then", () => {
    const rest =
      "，越权处理和 flows migrate 都要两名才能办理；请在 organisation.yaml 中给两个人 roles: [admin]";
    expect(found("wuhao")).to.deep.equal([["warn", `只有一名管理员（wuhao）${rest}`]]);
    expect(found()).to.deep.equal([["warn", `没有管理员${rest}`]]);
  });
});
