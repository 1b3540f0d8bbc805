/** What a spreadsheet takes for the beginning of a formula, also in the wide forms of East Asian scripts. */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
/** A number with a sign harms nobody: `-12`, `+49`, `-1.234,5`, `-5 %`. */
const NUMBER = /^[+-]?(\d+([.,]\d+)*|[.,]\d+)(e[+-]?\d+)?\s?%?$/i;

/**
 * A text that no spreadsheet takes for a formula when it opens a table: what would be one gets an apostrophe before it,
 * which marks a text there. Ids, leading zeros and negative numbers stay as they are.
 */
export function safeCell(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}
