import type { JSX } from "preact";

/** Distance from one mark to the next, in CSS pixels: a few on a phone, many on a screen. */
const STEP_X = 380;
const STEP_Y = 150;
const SLANT_DEG = -24;

/** Who looks at this and when, over all of what stands below it; lets every touch through. */
export function Watermark({ text }: { text: string }): JSX.Element {
  return (
    <svg class="watermark" aria-hidden="true" width="100%" height="100%">
      <defs>
        <pattern
          id="mark"
          patternUnits="userSpaceOnUse"
          width={STEP_X}
          height={STEP_Y}
          patternTransform={`rotate(${SLANT_DEG})`}
        >
          <text x="10" y="60" font-size="16">
            {text}
          </text>
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill="url(#mark)" />
    </svg>
  );
}
