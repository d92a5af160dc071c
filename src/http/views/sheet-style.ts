/** Rules of the printed sheet: readable on a phone, made for A4. */
export const SHEET_CSS = `
.sheet { max-width: 62rem; margin: 0 auto; padding: .75rem; display: grid; gap: .75rem; }
.sheet > * { min-width: 0; }
.sheet-head { text-align: center; display: grid; gap: .25rem; }
.sheet-head p { display: flex; flex-wrap: wrap; justify-content: center; align-items: baseline; gap: 0 1.25rem; }
.stamp { border: 2px solid; border-radius: 4px; padding: 0 .6em; }
.stamp.good, .sheet strong.good { color: var(--green); }
.stamp.bad, .sheet strong.bad { color: var(--red); }
.unfinished { border: 2px solid var(--red); border-radius: 8px; padding: .75rem 1rem; background: var(--red-bg); }
.sheet-table { border-collapse: collapse; width: 100%; font-size: .9rem; }
.sheet-table th, .sheet-table td { border: 1px solid var(--line); padding: .35rem .5rem; text-align: left; vertical-align: top; }
.sheet-table th { background: var(--ground); color: var(--soft); font-weight: 400; white-space: nowrap; }
.sheet-table small { display: block; color: var(--soft); font-size: .9em; white-space: pre-line; }
.proof-parts { display: grid; gap: 1rem; justify-items: center; }
.proof-parts .pairs { width: 100%; }
.qr { width: 16rem; max-width: 100%; height: auto; }
.sheet-foot { color: var(--soft); font-size: .875rem; }
.proof code { font-size: .7rem; display: block; }

@media screen and (max-width: 47.99rem) {
  .sheet-table thead { display: none; }
  .sheet-table, .sheet-table tbody, .sheet-table tr { display: block; }
  .sheet-table tr { border: 1px solid var(--line); border-radius: 8px; padding: .35rem .5rem; margin-bottom: .5rem; }
  .sheet-table td { border: 0; padding: .15rem 0; display: grid; grid-template-columns: 7.5em minmax(0, 1fr); gap: .5rem; }
  .sheet-table td::before { content: attr(data-of); color: var(--soft); }
}
@media print, (min-width: 48rem) {
  .proof-parts { grid-template-columns: auto minmax(0, 1fr); align-items: start; }
  .sheet .panel > .pairs, .sheet .group > .pairs, .sheet .item > .pairs { grid-template-columns: 1fr 1fr; }
  .sheet .pair.wide { grid-column: 1 / -1; }
}
@page { size: A4; margin: 14mm 13mm 16mm; @bottom-right { content: "第 " counter(page) " 页，共 " counter(pages) " 页"; font-size: 9pt; } }
@media print {
  .on-screen { display: none; }
  .sheet { display: block; max-width: none; padding: 0; font-size: 10pt; line-height: 1.45; }
  .sheet > * { margin-bottom: 3.5mm; }
  .sheet h1 { font-size: 17pt; }
  .sheet h2 { font-size: 11.5pt; padding-bottom: .8mm; border-color: #555; break-after: avoid; }
  .sheet h3, .sheet h4 { font-size: 10pt; break-after: avoid; }
  /* Grids break badly between pages; lines of boxes break well. */
  .sheet .panel, .sheet .groups, .sheet .group, .sheet .item, .sheet .pairs { display: block; }
  .sheet .panel { padding: 0; border-radius: 0; }
  .sheet .panel > *, .sheet .group > *, .sheet .item > * { margin-bottom: 1.2mm; }
  .sheet .group { margin-bottom: 2.5mm; }
  .sheet .pair {
    display: inline-grid; grid-template-columns: 9.5em minmax(0, 1fr); gap: 2mm; vertical-align: top;
    width: calc(50% - 3mm); margin: 0 3mm .4mm 0; break-inside: avoid;
  }
  .sheet .pair.wide, .sheet .proof .pair { display: grid; width: auto; }
  .sheet .pair dt, .sheet .hint, .sheet .byline, .sheet-foot { font-size: inherit; }
  .sheet-table { font-size: 9pt; }
  .sheet-table thead { display: table-header-group; }
  .sheet-table tr, .proof, .unfinished { break-inside: avoid; }
  .sheet-table th, .sheet-table td { border-color: #888; padding: .8mm 1.5mm; }
  .qr { width: 46mm; }
  .sheet code { font-size: 7pt; }
  .stamp, .unfinished, .sheet strong { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
