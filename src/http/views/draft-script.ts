import { sha256Hex } from "../../lib/hash.ts";

/**
 * Keeps in the browser what is being written, for the day when the line breaks while it is sent: a page that is not
 * stored (no-store) would come back empty. Forgotten as soon as the page says that the task was signed. The form
 * works without.
 */
export const DRAFT_SCRIPT = `
const keyOf = (task) => "qianpi-draft:" + task;

const keep = (form) => {
  const values = [...new FormData(form)].filter(([name]) => name !== "token");
  localStorage.setItem(keyOf(form.dataset.draft), JSON.stringify(values));
};

const fill = (form) => {
  const stored = localStorage.getItem(keyOf(form.dataset.draft));
  const isFresh = form.elements.text.value === "" && !form.querySelector("[name=verb]:checked");
  if (stored === null || !isFresh) return;
  for (const [name, value] of JSON.parse(stored)) {
    for (const field of form.elements) {
      if (field.name !== name) continue;
      if (field.type === "radio" || field.type === "checkbox") field.checked ||= field.value === value;
      else field.value = value;
    }
  }
};

try {
  for (const done of document.querySelectorAll("[data-draft-done]")) {
    localStorage.removeItem(keyOf(done.dataset.draftDone));
  }
  for (const form of document.querySelectorAll("form[data-draft]")) {
    fill(form);
    form.addEventListener("input", () => keep(form));
  }
} catch {
  // No storage in this browser: nothing is kept, and the form works all the same.
}
`.trimStart();

export const DRAFT_SCRIPT_PATH = "/assets/draft.js";

/** Changes with the text, so that browsers may keep the script for as long as they like. */
export const DRAFT_SCRIPT_URL = `${DRAFT_SCRIPT_PATH}?v=${sha256Hex(DRAFT_SCRIPT).slice(0, 12)}`;
