import { buffer } from "node:stream/consumers";
import { inflateSync } from "node:zlib";
import type { Config } from "../config/config.ts";
import { PrintFailed } from "../printing/print-failed.ts";
import { createPrinter } from "../printing/printer.ts";
import { subject, type Finding } from "./finding.ts";

const PRINTER = subject("printer", "审批单 PDF");

/** 供电方案 */
const PAGE = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>1</title><p>供电方案`;
/** Of 案, as a font in a PDF says which character a glyph stands for. */
const CHARACTER = /<6848>/;

/** Whether the configured Chromium prints, and has letters for Chinese. */
export async function checkPrinter({ chromiumPath }: Config): Promise<Finding[]> {
  if (chromiumPath === undefined) {
    return [PRINTER.ok("没有设置 CHROMIUM_PATH：审批单由浏览器打印，不提供 PDF 文件")];
  }
  try {
    const { bytes } = await createPrinter(chromiumPath).print(PAGE, new AbortController().signal);
    if (hasCharacter(await buffer(bytes))) return [PRINTER.ok(`由 ${chromiumPath} 生成`)];
    return [
      PRINTER.fail("缺少中文字体，PDF 上的汉字是方框；请安装 fonts-noto-cjk 或 fonts-wqy-zenhei"),
    ];
  } catch (fault) {
    if (!(fault instanceof PrintFailed)) throw fault;
    return [
      PRINTER.fail(
        `${chromiumPath} 没有生成 PDF：${fault.message.trim()}。请以服务的用户运行一次，看它缺什么；在此期间审批单只能由浏览器打印`,
      ),
    ];
  }
}

function hasCharacter(pdf: Buffer): boolean {
  const text = pdf.toString("latin1");
  return [...text.matchAll(/stream\r?\n([^]*?)endstream/g)].some(([, stream = ""]) =>
    CHARACTER.test(inflated(stream)),
  );
}

function inflated(stream: string): string {
  try {
    return inflateSync(Buffer.from(stream, "latin1")).toString("latin1");
  } catch {
    // Not compressed; no map of a font.
    return "";
  }
}
