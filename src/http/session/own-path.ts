/** Paths that a login may lead back to: our own, and nothing that a browser could read as another site. */
const OWN_PATH = /^\/[A-Za-z0-9][A-Za-z0-9/_-]{0,199}$/;

/** The path to go to after a login, or the start page when it is not one of ours. */
export function ownPath(wanted: unknown): string {
  return typeof wanted === "string" && OWN_PATH.test(wanted) ? wanted : "/";
}
