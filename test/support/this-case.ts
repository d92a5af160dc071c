// The case that the tests of one `describe` are about: what phones show of it, what is kept of it, what is done on its page.
import type { PageAct, PageAnswered, PageDecision } from "../../src/actions/inputs.ts";
import type { ActKind } from "../../src/domain/approval/act.ts";
import type { CaseFile } from "../../src/domain/case-file.ts";
import type { Card } from "../../src/simulator/world/world.ts";
import { casePage, type FormValues, type Page } from "./bad-input/browser.ts";
import { actForm, actInBrowser } from "./page-acts.ts";
import { decideOnOwnPage, fileOf, formOf } from "./page-decisions.ts";
import { cardAbout, cardsAbout, decisionsOf, freshCase } from "./presses.ts";
import type { World } from "./world.ts";

export interface ThisCase {
  /** Its number. */
  no: string;
  /** From here on another case, which nobody has touched yet. */
  renew(): Promise<void>;
  /** Its cards on somebody's phone, oldest first. */
  cardsOf(userid: string): Card[];
  /** Its newest card on somebody's phone. */
  cardOf(userid: string): Card;
  /** Who decided what, in the order of the commits, e.g. `liting approve`. */
  decisions(): Promise<string[]>;
  /** Everything that the database has of it. */
  file(): Promise<CaseFile>;
  /** Its page as somebody sees it. */
  pageOf(userid: string): Promise<Page>;
  /** Somebody does something beside deciding in their browser; everything that follows is sent. */
  act(userid: string, kind: ActKind, values?: FormValues): Promise<Page>;
  /** The form of that kind that somebody's page offers. */
  actForm(userid: string, kind: ActKind): Promise<PageAct>;
  /** Somebody fills in the form for their decision; everything that follows is sent. */
  decide(userid: string, filledIn: Partial<PageDecision>): Promise<PageAnswered>;
  /** The form for their decision, nothing filled in: 同意. */
  decisionForm(userid: string): Promise<PageDecision>;
}

/** A case for each test here, its first plan submitted, that nobody has touched yet. */
export function caseForEach(world: World): ThisCase {
  const one = caseIn(world);
  beforeEach(() => one.renew());
  return one;
}

/** The same where tests say themselves when a case begins. */
export function caseIn(world: World): ThisCase {
  const one: ThisCase = {
    no: "",
    renew: async () => {
      one.no = await freshCase(world);
    },
    cardsOf: (userid) => cardsAbout(world, userid, one.no),
    cardOf: (userid) => cardAbout(world, userid, one.no),
    decisions: () => decisionsOf(world, one.no),
    file: () => fileOf(world, one.no),
    pageOf: (userid) => casePage(world, userid, one.no),
    act: (userid, kind, values) => actInBrowser(world, { userid, caseNo: one.no, kind }, values),
    actForm: (userid, kind) => actForm(world, { userid, caseNo: one.no, kind }),
    decide: (userid, filledIn) => decideOnOwnPage(world, { userid, caseNo: one.no }, filledIn),
    decisionForm: (userid) => formOf(world, userid, one.no),
  };
  return one;
}
