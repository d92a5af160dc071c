import type { Command } from "commander";
import { createSigner, newSigningKey } from "../lib/signing.ts";
import type { Cli } from "./surroundings.ts";
import { UsageError } from "./usage-error.ts";

const EXAMPLES = `
例：
  npm run qianpi -- sheet-key
  npm run qianpi -- sheet-key --public > sheet-key.pub`;

/** `sheet-key` */
export function addSheetKeyCommand(program: Command, cli: Cli): void {
  program
    .command("sheet-key")
    .description("生成审批单的签名密钥，说明放在哪里")
    .option("--public", "只打印 SHEET_SIGNING_KEY 现有密钥的公钥")
    .addHelpText("after", EXAMPLES)
    .action(({ public: isPublic }: { public?: true }) => {
      cli.out(isPublic === true ? publicKeyIn(cli) : newKeyText());
      cli.finish(0);
    });
}

function newKeyText(): string {
  const { privateKey, publicKey } = newSigningKey();
  return `私钥：写入服务的环境变量（每台机器相同），妥善保管，不要外传：
SHEET_SIGNING_KEY=${privateKey}

公钥：交给现场核验人员，存为 sheet-key.pub；服务重启后也可从 /sheet-key.pub 取得：
${publicKey.trimEnd()}

更换密钥后，用旧密钥签的审批单只能用旧公钥核验：请保留旧公钥。`;
}

function publicKeyIn({ env }: Cli): string {
  const keyText = env["SHEET_SIGNING_KEY"]?.trim() ?? "";
  const signer = keyText === "" ? undefined : createSigner(keyText);
  if (signer === undefined)
    throw new UsageError("环境变量 SHEET_SIGNING_KEY 没有设置，或不是 Ed25519 私钥");
  return signer.publicKey.trimEnd();
}
