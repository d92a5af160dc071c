import type { JSX } from "preact";
import { stampText } from "../../messages/moments.ts";
import { Pair } from "./layout.tsx";
import type { PrintedSheet } from "./printed-sheet.ts";
import { QrCode } from "./qr-code.tsx";

/** What the code says, in the same words, so that paper and code can be laid side by side. */
export function SheetProof({ sheet }: { sheet: PrintedSheet }): JSX.Element {
  const { statement, signed, isWhole } = sheet;
  const { chainHead, documentHash } = statement;
  return (
    <section class="panel proof">
      <h2>核验</h2>
      <div class="proof-parts">
        {signed === undefined ? null : <QrCode text={signed} label="审批单的签名二维码" />}
        <dl class="pairs">
          <Pair term="工单、版本">
            {`${statement.caseNo}，${statement.kind} v${statement.version}`}
          </Pair>
          <Pair term="状态">{statement.status}</Pair>
          <Pair term="生成时间">{stampText(statement.issuedAt)}</Pair>
          <Pair term="客户">{statement.customer}</Pair>
          {statement.figures.map((figure) => (
            <Pair key={figure} term={figure.slice(0, figure.indexOf(" "))}>
              {figure.slice(figure.indexOf(" ") + 1)}
            </Pair>
          ))}
          <Pair term="内容指纹">
            <code>{documentHash}</code>
          </Pair>
          <Pair term="签署链">
            {chainHead.no === 0 ? "尚无签署" : `第 ${chainHead.no} 条 `}
            <code>{chainHead.hash}</code>
          </Pair>
        </dl>
      </div>
      <p class="hint">
        {signed === undefined
          ? unsignedText(isWhole)
          : "扫码所得文字用签批的离线核验页（verify-sheet.html）和本局公布的公钥核对：签名有效，且上列各项与二维码所载、与本单正文一致，才是真单。"}
      </p>
    </section>
  );
}

function unsignedText(isWhole: boolean): string {
  return isWhole
    ? "本单未经签名（系统未配置签名密钥），不能据此单独证明真伪，请以系统中的记录为准。"
    : "本单未经签名：系统中该工单的签署记录或方案内容与提交、签署时不符，请勿使用，并请管理员核对签署记录（verify-audit）。";
}
