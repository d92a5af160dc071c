// What can be chosen and pressed on a card; grey once the app has closed it.
import { textOf } from "../json.ts";
import type { Question, ShownButton } from "../world/cards.ts";
import { buttonsOf, isLive, questionsOf } from "../world/cards.ts";
import type { Card, World } from "../world/world.ts";
import { PhoneLink } from "./rich-text.tsx";

/** Prefix of the form fields that hold answers to a card's questions. */
export const QUESTION_FIELD = "q:";

interface ControlsProps {
  readonly world: World;
  readonly card: Card;
}

/** The card's form, or nothing on a notice. */
export function CardControls({ world, card }: ControlsProps) {
  const questions = questionsOf(card.shown);
  const buttons = buttonsOf(card.shown);
  const replaced = textOf(card.shown, "replace_text");
  if (questions.length + buttons.length === 0 && replaced === "") return null;
  const live = isLive(world, card);
  return (
    <form
      class="card-form"
      method="post"
      action={`/phone/${encodeURIComponent(card.userid)}/press`}
    >
      <input type="hidden" name="cardId" value={card.cardId} />
      {questions.map((question) => (
        <QuestionView question={question} live={live} cardId={card.cardId} />
      ))}
      {live ? (
        <LiveButtons card={card} buttons={buttons} />
      ) : (
        <DeadButtons card={card} buttons={buttons} replaced={replaced} />
      )}
    </form>
  );
}

interface QuestionProps {
  readonly question: Question;
  readonly live: boolean;
  readonly cardId: string;
}

function QuestionView({ question, live, cardId }: QuestionProps) {
  const disabled = question.isDisabled || !live;
  const name = `${QUESTION_FIELD}${question.key}`;
  if (!question.isDropDown) return <Choices question={question} disabled={disabled} name={name} />;
  const id = `${cardId}-${question.key}`;
  return (
    <div class="card-question">
      <label for={id}>{question.title || "请选择"}</label>
      <select id={id} name={name} disabled={disabled}>
        {question.options.map((option) => (
          <option value={option.id} selected={question.chosen.includes(option.id)}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}

interface ChoicesProps {
  readonly question: Question;
  readonly disabled: boolean;
  readonly name: string;
}

function Choices({ question, disabled, name }: ChoicesProps) {
  return (
    <div class="card-choices">
      {question.options.map((option) => (
        <label>
          <input
            type={question.isMultiple ? "checkbox" : "radio"}
            name={name}
            value={option.id}
            checked={question.chosen.includes(option.id)}
            disabled={disabled}
          />
          {option.text}
        </label>
      ))}
    </div>
  );
}

interface ButtonsProps {
  readonly card: Card;
  readonly buttons: readonly ShownButton[];
}

function LiveButtons({ card, buttons }: ButtonsProps) {
  return (
    <div class="card-buttons">
      {buttons.map((button) =>
        button.url === undefined ? (
          <button class={`style-${button.style}`} name="key" value={button.key}>
            {button.text}
          </button>
        ) : (
          <PhoneLink class={`style-${button.style}`} userid={card.userid} url={button.url}>
            {button.text}
          </PhoneLink>
        ),
      )}
    </div>
  );
}

/** One grey label, or the grey buttons with the new name on the one that was pressed. */
function DeadButtons({ card, buttons, replaced }: ButtonsProps & { readonly replaced: string }) {
  const wasPressed = buttons.some((each) => each.key === card.pressedKey);
  const isWhole = replaced !== "" || !wasPressed;
  if (isWhole)
    return (
      <div class="card-buttons">
        <span class="dead">{replaced || card.greyedAs}</span>
      </div>
    );
  return (
    <div class="card-buttons">
      {buttons.map((button) => (
        <span class="dead">{button.key === card.pressedKey ? card.greyedAs : button.text}</span>
      ))}
    </div>
  );
}
