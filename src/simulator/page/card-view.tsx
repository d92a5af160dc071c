// A template card's face.
import type { JsonObject } from "../json.ts";
import { numberOf, objectOf, objectsOf, textOf } from "../json.ts";
import { menuEntriesOf } from "../phone/press.ts";
import type { Card, World } from "../world/world.ts";
import { CardControls } from "./card-controls.tsx";
import { PhoneLink } from "./rich-text.tsx";

interface CardProps {
  readonly world: World;
  readonly userid: string;
  readonly shown: JsonObject;
  /** Absent on cards in groups, which nobody can press. */
  readonly card: Card | undefined;
}

interface BlockProps {
  readonly userid: string;
  readonly shown: JsonObject;
}

/** The whole card, alive or not. */
export function CardView({ world, userid, shown, card }: CardProps) {
  return (
    <div class={`card ${textOf(shown, "card_type")}`} data-card-id={card?.cardId}>
      <CardHead userid={userid} shown={shown} card={card} />
      <CardBody userid={userid} shown={shown} />
      {card === undefined ? null : <CardControls world={world} card={card} />}
    </div>
  );
}

function CardHead({ userid, shown, card }: Omit<CardProps, "world">) {
  const source = objectOf(shown, "source");
  const entries = card === undefined ? [] : menuEntriesOf(shown);
  if (source === undefined && entries.length === 0) return null;
  const color = numberOf(source, "desc_color") ?? 0;
  return (
    <div class="card-source">
      <span class={`card-source-desc color-${color}`}>{textOf(source, "desc")}</span>
      {card === undefined || entries.length === 0 ? null : (
        <details class="card-menu">
          <summary aria-label="更多">⋯</summary>
          <form method="post" action={`/phone/${encodeURIComponent(userid)}/press-menu`}>
            <input type="hidden" name="cardId" value={card.cardId} />
            {entries.map((entry) => (
              <button name="key" value={entry.key}>
                {entry.text}
              </button>
            ))}
          </form>
        </details>
      )}
    </div>
  );
}

function CardBody({ userid, shown }: BlockProps) {
  const action = objectOf(shown, "card_action");
  const url = action?.["type"] === 1 ? textOf(action, "url") : "";
  return (
    <div class="card-body">
      <CardTitle shown={shown} />
      <CardPicture shown={shown} userid={userid} />
      <CardEmphasis shown={shown} />
      <CardQuote shown={shown} />
      <CardText shown={shown} />
      <CardRows userid={userid} shown={shown} />
      {url === "" ? null : (
        <PhoneLink class="card-cover" userid={userid} url={url}>
          <span class="hidden">查看详情</span>
        </PhoneLink>
      )}
      <CardJumps userid={userid} shown={shown} />
    </div>
  );
}

function CardTitle({ shown }: Omit<BlockProps, "userid">) {
  const title = objectOf(shown, "main_title");
  const desc = textOf(title, "desc");
  return (
    <>
      {textOf(title, "title") === "" ? null : (
        <div class="card-title">{textOf(title, "title")}</div>
      )}
      {desc === "" ? null : <div class="card-desc">{desc}</div>}
    </>
  );
}

function CardPicture({ shown, userid }: BlockProps) {
  const image = objectOf(shown, "card_image");
  const area = objectOf(shown, "image_text_area");
  return (
    <>
      {image === undefined ? null : <img class="card-image" src={textOf(image, "url")} alt="" />}
      {area === undefined ? null : (
        <PhoneLink class="card-area" userid={userid} url={textOf(area, "url")}>
          <img src={textOf(area, "image_url")} alt="" />
          <span>{textOf(area, "title")}</span>
          <small>{textOf(area, "desc")}</small>
        </PhoneLink>
      )}
    </>
  );
}

function CardEmphasis({ shown }: Omit<BlockProps, "userid">) {
  const emphasis = objectOf(shown, "emphasis_content");
  if (emphasis === undefined) return null;
  return (
    <div class="card-emphasis">
      <div>{textOf(emphasis, "title")}</div>
      <small>{textOf(emphasis, "desc")}</small>
    </div>
  );
}

function CardQuote({ shown }: Omit<BlockProps, "userid">) {
  const quote = objectOf(shown, "quote_area");
  if (quote === undefined) return null;
  return (
    <div class="card-quote">
      <div>{textOf(quote, "title")}</div>
      <div class="card-quote-text">{textOf(quote, "quote_text")}</div>
    </div>
  );
}

function CardText({ shown }: Omit<BlockProps, "userid">) {
  const text = textOf(shown, "sub_title_text");
  return (
    <>
      {text === "" ? null : <div class="card-sub">{text}</div>}
      {objectsOf(shown, "vertical_content_list").map((item) => (
        <div class="card-paragraph">
          <div>{textOf(item, "title")}</div>
          <small>{textOf(item, "desc")}</small>
        </div>
      ))}
    </>
  );
}

function CardRows({ userid, shown }: BlockProps) {
  const rows = objectsOf(shown, "horizontal_content_list");
  if (rows.length === 0) return null;
  return (
    <dl class="card-rows">
      {rows.map((row) => (
        <div>
          <dt>{textOf(row, "keyname")}</dt>
          <dd>
            <RowValue userid={userid} row={row} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function RowValue({ userid, row }: { readonly userid: string; readonly row: JsonObject }) {
  const value = textOf(row, "value");
  const type = numberOf(row, "type") ?? 0;
  if (type === 1)
    return (
      <PhoneLink userid={userid} url={textOf(row, "url")}>
        {value}
      </PhoneLink>
    );
  return <span class={type === 0 ? "" : "card-mention"}>{type === 2 ? `📎 ${value}` : value}</span>;
}

function CardJumps({ userid, shown }: BlockProps) {
  const jumps = objectsOf(shown, "jump_list");
  if (jumps.length === 0) return null;
  return (
    <div class="card-jumps">
      {jumps.map((jump) => (
        <PhoneLink userid={userid} url={textOf(jump, "url")}>
          {textOf(jump, "title")}
        </PhoneLink>
      ))}
    </div>
  );
}
