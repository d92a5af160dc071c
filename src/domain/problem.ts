/** One thing wrong with an input, said in Chinese, with its place. */
export interface Problem {
  field: string;
  code: string;
  message: string;
  severity: "error" | "warning";
}
