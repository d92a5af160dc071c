const USERID_SHAPE = /^[a-z0-9_.@-]{1,64}$/;

/**
 * The one form in which userids are compared and stored: lower case, nothing trimmed.
 * Returns undefined for what cannot be a userid (empty, longer than 64 bytes, `|`, `@all`, look-alike letters).
 * @source wecom:90196: 1–64 bytes, case-insensitive.
 */
export function canonicalUserId(userId: string): string | undefined {
  // Some letters outside ASCII have ASCII lower-case forms (the Kelvin sign), so only ASCII is folded.
  const folded = userId.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return USERID_SHAPE.test(folded) && folded !== "@all" ? folded : undefined;
}
