/** 前加签, 后加签, 并加签, 委派: heard before whoever added them decides, after, beside them; or asked for an opinion. */
export type Placing = "before" | "after" | "beside" | "opinion";
/** How those who were added together are heard: 会签, 或签, 依次. */
export type SignerOrder = "all" | "any" | "sequential";

/** The same as a form sends them: nothing of it is known to be true. */
export interface SignersAsked {
  placing: string;
  order: string;
  people: readonly string[];
}
