/** A task that waits for a press, and the card to press. */
export interface Waiting {
  caseId: number;
  cardId: string;
  holder: string;
  /** Each round has a version of its own here. */
  round: number;
}
