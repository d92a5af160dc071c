/** What a syntax error of YAML means to whoever wrote the file; the codes are those of the package `yaml`. */
const WORDS: Readonly<Record<string, string>> = {
  ALIAS_PROPS: "别名（*）前面不能再写锚点或标签",
  BAD_ALIAS: "别名（*）或锚点（&）写得不对",
  BAD_COLLECTION_TYPE: "标签与内容的种类不符",
  BAD_DIRECTIVE: "% 开头的指令写得不对",
  BAD_DQ_ESCAPE: "双引号里的反斜杠转义不对，反斜杠请写成 \\\\ 或改用单引号",
  BAD_INDENT: "缩进不对，或者 [ ]、{ } 没有闭合",
  BAD_SCALAR_START: "文字不能以这个符号开头，请用引号括起",
  BLOCK_AS_IMPLICIT_KEY: "一个值里又写了“项: 值”，请检查缩进；若值里本来有冒号，请用引号括起",
  BLOCK_IN_FLOW: "[ ] 或 { } 里不能用缩进的写法，请检查括号是否没有闭合",
  DUPLICATE_KEY: "同一层里有重复的项",
  MISSING_CHAR: "缺少一个符号：请检查引号、括号、逗号是否成对，冒号后面是否有空格",
  MULTILINE_IMPLICIT_KEY: "项的名称不能跨行；多半是上一行缺少冒号，或引号没有闭合",
  MULTIPLE_ANCHORS: "一处只能有一个锚点（&）",
  MULTIPLE_DOCS: "一个文件只能有一份内容，请删去多余的 ---",
  MULTIPLE_TAGS: "一处只能有一个标签（!）",
  TAB_AS_INDENT: "缩进用了制表符，请改用空格",
  TAG_RESOLVE_FAILED: "不认识的标签（!），请删去或用引号括起",
  UNEXPECTED_TOKEN: "这里出现了多余的符号，请检查前面的引号、括号和缩进",
};

/** A syntax error in words; line and column count from 1. */
export function yamlWords(code: string, { line, col }: { line: number; col: number }): string {
  return (
    WORDS[code] ?? `第 ${line} 行第 ${col} 列附近的写法不合 YAML 语法，请检查引号、括号、冒号和缩进`
  );
}
