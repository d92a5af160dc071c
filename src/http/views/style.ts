import { ATTACHMENT_CSS } from "./attachment-style.ts";
import { SHEET_CSS } from "./sheet-style.ts";
import { sha256Hex } from "../../lib/hash.ts";

/** The one style sheet: calm, narrow first, system fonts for Chinese, nothing from outside. */
export const CSS = `
:root {
  --ink: #1f2329; --soft: #5c6570; --line: #e3e6ea; --ground: #f3f5f7; --panel: #fff;
  --blue: #1763c6; --blue-bg: #e8f1fd; --green: #0b6e3f; --green-bg: #e4f5ec;
  --odd: #7a1fa2; --odd-bg: #f8effc; --red: #b3261e; --red-bg: #fdecea; --amber: #8a4b00; --quiet-bg: #eceff2;
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 9rem; }
body {
  margin: 0; background: var(--ground); color: var(--ink); line-height: 1.6; font-size: 16px;
  font-family: -apple-system, BlinkMacSystemFont, "PingFang SC", "HarmonyOS Sans SC", "MiSans",
    "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif;
  overflow-wrap: anywhere;
}
p, dl, dd, ol, ul, h1, h2, h3, h4 { margin: 0; padding: 0; }
ol, ul { list-style: none; }
h1 { font-size: 1.3rem; line-height: 1.4; }
h2 small { margin-left: .5rem; color: var(--soft); font-weight: 400; font-size: .85rem; }
h2 { font-size: 1.1rem; padding-bottom: .5rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; }
h4 { font-size: .95rem; }
a { color: var(--blue); }
:focus-visible { outline: 3px solid var(--blue); outline-offset: 2px; border-radius: 4px; }

.strip {
  position: sticky; top: 0; z-index: 1; background: var(--panel);
  border-bottom: 1px solid var(--line); box-shadow: 0 1px 4px rgb(31 35 41 / 6%);
}
.strip-inner { max-width: 75rem; margin: 0 auto; padding: .5rem 1rem; }
.strip-title { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .75rem; }
.case-no { font-weight: 600; font-variant-numeric: tabular-nums; }
.as-of { color: var(--soft); font-size: .8rem; margin-left: auto; }
.strip-line { display: flex; flex-wrap: wrap; align-items: center; gap: .1rem .5rem; font-size: .9rem; }
.jumps { display: flex; flex-wrap: wrap; gap: 0 1rem; font-size: .875rem; }
.jumps a { padding: .25rem 0; text-decoration: none; }

.case { max-width: 75rem; margin: 0 auto; padding: .75rem; display: grid; gap: .75rem; }
.panel {
  background: var(--panel); border-radius: 10px; padding: 1rem; display: grid; gap: .75rem;
  align-content: start; min-width: 0;
}
.kind { display: grid; gap: .75rem; min-width: 0; }
.current { display: grid; gap: .25rem; }
.current li, p.current { display: flex; flex-wrap: wrap; gap: 0 .5rem; }

.pill {
  display: inline-block; padding: 0 .55em; border-radius: 1em; font-size: .8rem; font-weight: 500;
  line-height: 1.7; white-space: nowrap; background: var(--quiet-bg); color: var(--soft);
}
.pill.good { background: var(--green-bg); color: var(--green); }
.pill.busy { background: var(--blue-bg); color: var(--blue); }
.pill.bad { background: var(--red-bg); color: var(--red); }
.left { color: var(--amber); font-weight: 600; }
.over { color: var(--red); font-weight: 600; }
.hint, .byline, .node-facts { color: var(--soft); font-size: .875rem; }
.hint .left, .node-facts .left { color: var(--amber); }
.node-facts .over { color: var(--red); }
.byline, .node-facts { display: flex; flex-wrap: wrap; align-items: center; gap: .1rem .75rem; }
.basis { display: block; }
code { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .85em; }

.pairs { display: grid; gap: .3rem 1.5rem; }
.pair { display: grid; grid-template-columns: 7.5em minmax(0, 1fr); gap: .75rem; }
.pair dt { color: var(--soft); font-size: .9rem; }
.pair dd { white-space: pre-line; }
.groups { display: grid; gap: 1rem; }
.group { display: grid; gap: .5rem; align-content: start; }
.group h3 { color: var(--blue); }
.item { border-left: 3px solid var(--line); padding-left: .75rem; display: grid; gap: .3rem; }
.warnings {
  background: #fff6e5; border-left: 3px solid var(--amber); border-radius: 4px;
  padding: .5rem .75rem; display: grid; gap: .25rem;
}
.warnings h3 { color: var(--amber); }
.warnings ul { list-style: disc; padding-left: 1.25rem; }

.grant .pair { grid-template-columns: 4em minmax(0, 1fr); }
.history { display: grid; gap: .75rem; border-top: 1px solid var(--line); padding-top: .75rem; }
.comparison { display: grid; gap: .5rem; }
.versions { border-collapse: collapse; width: 100%; font-size: .9rem; }
.versions caption { text-align: left; font-weight: 600; padding-bottom: .25rem; }
.versions, .versions tbody, .versions tr, .versions th, .versions td { display: block; }
.versions caption { display: block; }
.versions thead { display: none; }
.versions tr { border-top: 1px solid var(--line); padding: .35rem 0; }
.versions th { font-weight: 400; text-align: left; color: var(--soft); }
.versions td { padding-left: .75rem; white-space: pre-line; }
.versions .part th { font-weight: 600; color: var(--ink); }
.versions .changed { border-left: 3px solid var(--amber); padding-left: .6rem; background: #fffaf0; }
.versions del { color: var(--red); }
.versions ins { color: var(--green); font-weight: 600; text-decoration: none; }
.versions .twin { display: none; }
details { border: 1px solid var(--line); border-radius: 8px; padding: .5rem .75rem; }
details[open] > summary { margin-bottom: .75rem; }
.due-details { font-size: .9rem; color: var(--soft); }
summary { cursor: pointer; color: var(--blue); min-height: 1.75rem; }

.timeline, .round { display: grid; gap: .75rem; min-width: 0; }
.round h3 { display: flex; align-items: baseline; gap: .5rem; }
.round small { color: var(--soft); font-weight: 400; font-size: .85rem; }
.nodes, .stages { display: grid; }
.node, .stage {
  position: relative; padding: 0 0 1rem 1.4rem; border-left: 2px solid var(--line);
  margin-left: .4rem; display: grid; gap: .3rem; min-width: 0;
}
.node:last-child, .stage:last-child { border-left-color: transparent; padding-bottom: .25rem; }
.node::before, .stage::before {
  content: ""; position: absolute; left: -.45rem; top: .4rem; width: .75rem; height: .75rem;
  border-radius: 50%; border: 2px solid var(--panel); background: #a9b1ba;
}
.node.good::before, .stage.good::before { background: var(--green); }
.node.busy::before, .stage.busy::before { background: var(--blue); }
.node.bad::before, .stage.bad::before { background: var(--red); }
.node h4 { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; }
.seats { display: grid; gap: .5rem; }
.seat { background: var(--ground); border-radius: 8px; padding: .5rem .75rem; display: grid; gap: .3rem; }
.who { display: flex; flex-wrap: wrap; align-items: center; gap: .1rem .5rem; }
.who .name { font-weight: 600; }
.who .office { color: var(--soft); font-size: .875rem; }
.who .pill { margin-left: auto; }
.signature { font-size: .9rem; gap: .1rem; }
.signature .pair { grid-template-columns: 3em minmax(0, 1fr); }
.signature dd { color: var(--ink); }

.tabs { display: flex; gap: 0 .6rem; justify-content: space-between; overflow-x: auto; font-size: .9rem; }
.tabs a {
  padding: .4rem 0; text-decoration: none; color: var(--soft); white-space: nowrap; border-bottom: 3px solid transparent;
}
.tabs a[aria-current] { color: var(--blue); border-bottom-color: var(--blue); font-weight: 600; }
.badge {
  display: inline-block; min-width: 1.5em; margin-left: .3em; padding: 0 .4em; border-radius: 1em; text-align: center;
  background: var(--red); color: #fff; font-size: .75rem; line-height: 1.5; font-weight: 600;
}
.aside { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.work { display: grid; gap: .6rem; }
.work-row { color: inherit; text-decoration: none; gap: .15rem; padding: .75rem 1rem; }
.work-title { font-weight: 600; }
.work-subject { display: flex; flex-wrap: wrap; gap: 0 .75rem; font-size: .9rem; }
.pickable { display: grid; grid-template-columns: auto minmax(0, 1fr); align-items: stretch; }
.pick { display: grid; place-items: center; min-width: 2.75rem; }
.pick input { width: 1.25rem; height: 1.25rem; accent-color: var(--blue); }
.phrase { display: flex; justify-content: space-between; align-items: center; gap: .75rem; }
.batch { display: grid; gap: .5rem; list-style: decimal; padding-left: 1.75rem; }
.next { text-align: center; }

.asked { border-top: 4px solid var(--blue); }
.see { margin-left: .5rem; white-space: nowrap; }
.refused {
  background: var(--red-bg); color: var(--red); border-left: 3px solid var(--red); border-radius: 4px;
  padding: .5rem .75rem;
}
.quoted { border-left: 3px solid var(--blue); padding-left: .75rem; }
.since { display: grid; gap: .5rem; }
.own p { display: flex; flex-wrap: wrap; align-items: baseline; gap: .1rem .5rem; }
.own .said { flex-basis: 100%; color: var(--soft); white-space: pre-line; }
.decision { display: grid; gap: .75rem; }
.decision fieldset { border: 0; margin: 0; padding: 0; min-width: 0; display: grid; gap: .5rem; }
.decision legend { padding: 0; font-weight: 600; margin-bottom: .35rem; }
.decision input { width: 1.15rem; height: 1.15rem; margin: 0; flex: none; accent-color: var(--blue); }
.verb {
  display: grid; grid-template-columns: auto minmax(0, 1fr); align-items: center; gap: .25rem .75rem;
  border: 1px solid var(--line); border-radius: 8px; padding: .35rem .75rem;
}
.verb > label { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .5rem; padding: .35rem 0; }
.verb > input:checked + label strong { color: var(--blue); }
.verb .with-verb { grid-column: 1 / -1; display: none; gap: .5rem; padding-bottom: .5rem; min-width: 0; }
.verb > input:checked ~ .with-verb { display: grid; }
.phrases { display: flex; flex-wrap: wrap; gap: .5rem; }
.phrases label, .fixes label {
  display: inline-flex; align-items: center; gap: .4rem; min-height: 2.5rem; padding: 0 .75rem 0 .5rem;
}
.phrases label { background: var(--ground); border-radius: 1.25rem; }
.fixes fieldset { display: flex; flex-wrap: wrap; gap: 0 .25rem; }
.fixes legend { font-size: .9rem; color: var(--soft); font-weight: 400; }
.radios label, .people label { display: flex; align-items: center; gap: .5rem; min-height: 2.5rem; }
.radios small { color: var(--soft); }
.people .fixes { display: grid; }
.heard { display: grid; gap: .35rem; border-left: 3px solid var(--blue); padding-left: .75rem; }
.words { display: grid; gap: .25rem; }
.words textarea {
  font: inherit; width: 100%; padding: .5rem .75rem; border: 1px solid #a9b1ba; border-radius: 8px; resize: vertical;
}
.leave-form { display: grid; gap: .75rem; }
.leave-form input, .leave-form select {
  font: inherit; min-width: 0; width: 100%; padding: .5rem .6rem; border: 1px solid var(--line); border-radius: 8px; background: #fff;
}
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.25rem; }

.message {
  max-width: 32rem; margin: 12vh auto 0; padding: 1.5rem; display: grid; gap: .75rem;
  background: var(--panel); border-radius: 10px; width: calc(100% - 1.5rem);
}
.button {
  display: inline-block; padding: .6rem 1.5rem; border-radius: 8px; background: var(--blue);
  color: #fff; text-decoration: none; border: 0; font: inherit; min-height: 2.9rem; cursor: pointer;
}
.decision > .button { font-weight: 600; }
.decision select, .decision input[type=text] {
  width: 100%; min-height: 2.75rem; padding: .4rem .6rem; border: 1px solid var(--soft); border-radius: 8px;
  background: var(--panel); color: inherit; font: inherit;
}
.decision input[type=text] { height: auto; }
.acts { display: grid; gap: .75rem; }
.acts > p { margin: 0; }
.act + .act, .own > .act, .asked > .act { margin-top: .75rem; }
.acts > .act { margin: 0; }
.act .button, .button.quiet { background: none; color: var(--blue); border: 1px solid var(--blue); }
.override { background: var(--odd-bg); border: 2px solid var(--odd); }
.override h2 { color: var(--odd); border-color: var(--odd); }
.override .act .button { background: var(--odd); color: #fff; border-color: var(--odd); }
.override summary { color: var(--odd); }
.pill.odd { background: var(--odd); color: #fff; }
.footer {
  display: flex; flex-wrap: wrap; justify-content: center; align-items: center; gap: .25rem 1rem;
  padding: 1rem; color: var(--soft); font-size: .875rem;
}
.link-button {
  border: 0; background: none; padding: .5rem; font: inherit; color: var(--blue); cursor: pointer;
}

@media (min-width: 62rem) {
  .case { padding: 1rem; gap: 1rem; }
  .kind { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 1rem; align-items: start; }
  .panel { padding: 1.25rem 1.5rem; }
  .tabs { gap: 0 1.1rem; justify-content: flex-start; font-size: 1rem; }
  .leave-form { grid-template-columns: 1fr 1fr; }
  .leave-form .hint { grid-column: 1 / -1; }
  .leave-form .button { justify-self: start; }
  .panel > .pairs, .group > .pairs, .item > .pairs { grid-template-columns: 1fr 1fr; }
  .pair.wide { grid-column: 1 / -1; }
  .versions { display: table; table-layout: fixed; }
  .versions caption { display: table-caption; }
  .versions thead { display: table-header-group; }
  .versions tbody { display: table-row-group; }
  .versions tr { display: table-row; }
  .versions th, .versions td, .versions .twin {
    display: table-cell; border: 1px solid var(--line); padding: .35rem .5rem; vertical-align: top;
  }
  .versions thead th { background: var(--ground); }
  .versions thead th:first-child { width: 26%; }
  .versions del { text-decoration: none; }
}
@media print {
  body { background: #fff; }
  .strip { position: static; box-shadow: none; }
  .footer { display: none; }
}
${ATTACHMENT_CSS}${SHEET_CSS}`.trimStart();

export const CSS_PATH = "/assets/app.css";

/** Changes with the text, so that browsers may keep the sheet for as long as they like. */
export const CSS_URL = `${CSS_PATH}?v=${sha256Hex(CSS).slice(0, 12)}`;
