import type { Verb } from "../../domain/outcome.ts";

/** One way to decide on the page: a row each, in the order in which they are offered. */
export interface VerbForm {
  verb: Verb;
  label: string;
  /** What follows from it, said before it is done. */
  effect: string;
  /** Whether the fields to be mended can be ticked. */
  asksFixes: boolean;
  /** Whether it is chosen where it goes and how it comes back. */
  asksWayBack: boolean;
  /** Whether the first 常用语 is chosen beforehand; a reason is never chosen for anybody. */
  hasUsualPhrase: boolean;
  /** Whether words of one's own may take the place of a choice. */
  takesOwnPhrase: boolean;
  /** No 常用语 of the bureau goes with it either. */
  isWordsOnly?: true;
}

export const VERB_FORMS: readonly VerbForm[] = [
  {
    verb: "approve",
    label: "同意",
    effect: "可选常用语或填写意见",
    asksFixes: false,
    asksWayBack: false,
    hasUsualPhrase: true,
    takesOwnPhrase: true,
  },
  {
    verb: "return",
    label: "退回",
    effect: "须说明理由；退给提交人修改，或退至已通过的环节重新审批",
    asksFixes: true,
    asksWayBack: true,
    hasUsualPhrase: false,
    takesOwnPhrase: true,
  },
  {
    verb: "reject",
    label: "否决",
    effect: "须选择否决理由并写明原因；审批就此终止，须另行提交新方案",
    asksFixes: false,
    asksWayBack: false,
    hasUsualPhrase: false,
    takesOwnPhrase: false,
  },
];

/** The same for whoever is asked for an opinion only: nothing that they say ends anything. */
export const OPINION_FORMS: readonly VerbForm[] = [
  {
    verb: "approve",
    label: "同意",
    effect: "可选常用语或填写意见；仍由请您提意见的人决定",
    asksFixes: false,
    asksWayBack: false,
    hasUsualPhrase: true,
    takesOwnPhrase: true,
  },
  {
    verb: "return",
    label: "不同意",
    effect: "须说明理由；交回请您提意见的人决定",
    asksFixes: false,
    asksWayBack: false,
    hasUsualPhrase: false,
    takesOwnPhrase: true,
  },
];

const WORDS_ONLY = {
  asksFixes: false,
  asksWayBack: false,
  hasUsualPhrase: false,
  takesOwnPhrase: false,
  isWordsOnly: true,
} as const;

/** The same for whoever is asked whether an approval is to be revoked: the settled opinions are about documents. */
export const REVOCATION_FORMS: readonly VerbForm[] = [
  {
    verb: "approve",
    label: "同意撤销",
    effect: "可填写意见；各环节都同意后，原审批作废",
    ...WORDS_ONLY,
  },
  {
    verb: "return",
    label: "不同意",
    effect: "可填写意见；撤销不成立时，原审批仍然有效",
    ...WORDS_ONLY,
  },
];

/** The verb of that name, when the page offers it. */
export function offeredVerb(name: string): Verb | undefined {
  return formOfVerb(name)?.verb;
}

export function formOfVerb(name: string): VerbForm | undefined {
  return VERB_FORMS.find(({ verb }) => verb === name);
}
