/** Rules of attachments: their list, the page that shows one, and the page that takes them in. */
export const ATTACHMENT_CSS = `
.attachments ul, .waiting { display: grid; gap: .5rem; }
.attachments li { display: flex; flex-wrap: wrap; align-items: center; gap: 0 .75rem; }
.attachments .link-button { padding: .5rem 0; text-align: left; text-decoration: underline; overflow-wrap: anywhere; }
.waiting li { border-left: 3px solid var(--line); padding-left: .75rem; display: grid; gap: .1rem; }
.upload { display: grid; gap: .75rem; justify-items: start; }
.upload label { display: grid; gap: .25rem; width: 100%; }
.upload input[type=file] {
  font: inherit; width: 100%; min-width: 0; padding: .75rem; border: 1px dashed var(--soft); border-radius: 8px;
}
.must-read { background: #fff6e5; border-left: 3px solid var(--amber); border-radius: 4px; padding: .5rem .75rem; }
.paper { position: relative; overflow: hidden; min-height: 12rem; background: var(--quiet-bg); border-radius: 8px; }
.paper img { display: block; max-width: 100%; margin: 0 auto; }
.paper iframe { display: block; width: 100%; height: 75vh; border: 0; }
.watermark { position: absolute; inset: 0; pointer-events: none; }
.watermark text {
  fill: #4b5563; fill-opacity: .5; stroke: #fff; stroke-opacity: .5; stroke-width: 2px; paint-order: stroke;
}
`;
