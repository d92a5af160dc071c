/** One thing that was looked at; no problems means that it is right. */
export interface Check {
  what: string;
  problems: readonly string[];
}
