// Keeps the page in step with the simulator: forms are sent in the background, changes come by event stream.

/** Brings an element to its fresh state; members of lists keep what the user has typed or chosen. */
function patch(old, fresh) {
  if (old.outerHTML === fresh.outerHTML) return;
  if (old.dataset.list === undefined || old.dataset.key !== fresh.dataset.key) {
    old.replaceWith(fresh);
    return;
  }
  const known = new Map([...old.children].map((child) => [child.dataset.key, child]));
  let place = old.firstElementChild;
  // A copy: what is inserted leaves the live collection.
  const children = [...fresh.children];
  for (const child of children) {
    const match = known.get(child.dataset.key);
    known.delete(child.dataset.key);
    if (match === undefined) {
      old.insertBefore(child, place);
    } else {
      if (match === place) place = place.nextElementSibling;
      else old.insertBefore(match, place);
      patch(match, child);
    }
  }
  for (const gone of known.values()) gone.remove();
}

const REGIONS = ["phones", "clock", "badge", "faults", "fault-now", "switches", "pushes", "calls"];
let isRefreshing = false;
let isStale = false;

async function refresh() {
  if (isRefreshing) {
    isStale = true;
    return;
  }
  isRefreshing = true;
  try {
    const response = await fetch(location.href, { headers: { accept: "text/html" } });
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    const atEnd = [...document.querySelectorAll(".chat")].map((chat) => [
      chat.dataset.key,
      isAtEnd(chat),
    ]);
    for (const id of REGIONS) {
      const old = document.getElementById(id);
      const next = fresh.getElementById(id);
      if (old !== null && next !== null) patch(old, next);
    }
    keepEnds(new Map(atEnd));
  } finally {
    isRefreshing = false;
    if (isStale) {
      isStale = false;
      void refresh();
    }
  }
}

const isAtEnd = (chat) => chat.scrollHeight - chat.scrollTop - chat.clientHeight < 80;

/** A chat that stood at its end, or is new, stays at its end. */
function keepEnds(atEnd = new Map()) {
  for (const chat of document.querySelectorAll(".chat")) {
    if (atEnd.get(chat.dataset.key) !== false) chat.scrollTop = chat.scrollHeight;
  }
}

let timer;
function refreshSoon() {
  clearTimeout(timer);
  timer = setTimeout(() => void refresh(), 40);
}

function toast(text) {
  const box = document.createElement("div");
  box.className = "toast";
  box.textContent = text;
  document.body.append(box);
  setTimeout(() => box.remove(), 2600);
}

const REFUSALS = {
  "no-live-button": "按钮已失效",
  "unknown-card": "卡片已不存在",
  "member-left": "该成员已离开企业",
};
const FAILURES = {
  "given-up": "应用没有接收（已重试）",
  lost: "回调丢失（故障）",
  held: "回调被扣留（乱序）",
};

async function send(form, submitter) {
  const data = new URLSearchParams(new FormData(form, submitter));
  form.classList.add("busy");
  if (submitter !== null) submitter.classList.add("pressed");
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: data,
      headers: { accept: "application/json" },
    });
    const result = await response.json();
    const status = result.push?.status;
    if (result.ok === false) toast(REFUSALS[result.refusal] ?? result.detail);
    else if (FAILURES[status] !== undefined) toast(FAILURES[status]);
  } finally {
    form.classList.remove("busy");
    if (submitter !== null) submitter.classList.remove("pressed");
    refreshSoon();
  }
}

document.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  if (form.classList.contains("busy")) return;
  void send(form, event.submitter);
  for (const details of form.closest("details, .menu")?.querySelectorAll("details[open]") ?? [])
    details.removeAttribute("open");
  if (form.classList.contains("fault-form")) toast("已加入");
  const typed = form.querySelector('input[type="text"]');
  if (typed !== null) typed.value = "";
});

const two = (value) => String(value).padStart(2, "0");
const clockBase = { element: null, loadedAtMs: 0 };
setInterval(() => {
  const element = document.querySelector("[data-now-ms]");
  if (element === null || element.dataset.frozen === "yes") return;
  if (clockBase.element !== element) Object.assign(clockBase, { element, loadedAtMs: Date.now() });
  const nowMs = Number(element.dataset.nowMs) + Date.now() - clockBase.loadedAtMs;
  const at = new Date(nowMs + 8 * 3_600_000);
  element.textContent = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
}, 1_000);

if (document.getElementById("phones") !== null) {
  keepEnds();
  const events = new EventSource("/_control/events");
  events.addEventListener("change", refreshSoon);
  events.addEventListener("open", refreshSoon);
}
