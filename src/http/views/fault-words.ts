const PRINT_BY_HAND = "也可打开审批单，用浏览器的“打印”另存为 PDF。";

/** What a fault's code is called in front of people and in the API's `message`. */
const WORDS: Readonly<Record<string, string>> = {
  "not-found": "没有找到，或者您没有查看的权限。",
  "method-not-allowed": "该地址不支持这种请求方法。",
  unauthorized: "缺少有效的访问密钥。",
  "bad-query": "请求参数有误。",
  "foreign-origin": "没有办理：请求不是从本系统的页面发出的。",
  "not-a-form": "没有办理：请求不是从本系统的页面发出的。",
  "bad-token": "没有办理：页面已失效或不属于您。请回到工单，在最新的页面上提交。",
  "bad-form": "没有上传：表单不完整，请回到上传页面重新选择文件。",
  "bad-pass": "链接已失效或不属于您。请回到工单，重新打开附件。",
  "bad-json": "请求正文不是合法的 JSON（UTF-8 编码，嵌套不超过 16 层）。",
  "not-json": "请求正文须为 application/json（UTF-8 编码）。",
  "compressed-body": "不接受压缩的请求正文。",
  "body-too-large": "请求正文过大。",
  "body-broken": "请求正文没有完整送达。",
  "too-many-headers": "请求头过多。",
  "bad-idempotency-key": "Idempotency-Key 须为 1 至 128 个可见的 ASCII 字符。",
  "idempotency-key-reused": "该 Idempotency-Key 已用于另一个内容不同的请求。",
  "too-many-requests": "请求过于频繁，请一分钟后再试。",
  "database-away": "系统暂时无法处理，请稍后重试。",
  "print-busy": `正在生成的 PDF 太多，请一分钟后再试；${PRINT_BY_HAND}`,
  "print-too-slow": `生成 PDF 用时过长，已停止，请稍后再试；${PRINT_BY_HAND}`,
  "print-left": `没有生成 PDF：服务正在停止，请稍后再试；${PRINT_BY_HAND}`,
  "print-failed": `没有生成 PDF：打印程序出错，请告诉管理员；${PRINT_BY_HAND}`,
  busy: "系统繁忙，请稍后重试。",
  internal: "系统出现故障，请稍后重试；如仍不行，请把请求编号告诉管理员。",
};

/** Chinese words for a fault's code; one without words of its own is an inner fault. */
export function faultWords(code: string): string {
  return WORDS[code] ?? WORDS["internal"] ?? "";
}
