/** Texts that stand for "no value", compared after trimming, without case. */
const MISSING = new Set(['', '-', '--', '.', '?', 'n/a', '#n/a', 'na', 'n.a.', 'nan', 'null', 'nil', 'none', 'not available', 'not applicable', 'unknown', 'missing', '(null)', '(blank)', '#value!', '#ref!', '#div/0!', '\u2013', '\u2014']);

/** True for an empty cell and for the usual ways to write that there is no value. */
export function isMissing(text: string): boolean {
  return MISSING.has(text.trim().toLowerCase());
}

const PLAIN = /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d{1,3})?$/i;

/**
 * Reads a number the way people write it: thousands separated by comma, dot, space or apostrophe, a currency
 * sign or code, a minus at either end or in brackets.
 *
 * @param decimal the file's decimal mark; the other of the two marks separates thousands and is accepted in
 *   groups of three only, so that `12,5` in a file with decimal dots is refused, not read as 125
 * @returns the number, or null when the text is none
 */
export function parseNumber(text: string, decimal: '.' | ',' = '.'): number | null {
  let body = text.trim();
  if (decimal === '.' && PLAIN.test(body)) return finite(Number(body));
  let sign = 1;
  const bracketed = /^\((.*)\)$/.exec(body);
  if (bracketed) {
    sign = -1;
    body = bracketed[1].trim();
  }
  body = body.replace(/\u2212/g, '-').replace(/^([-+]?)\s*(?:[$\u20ac\u00a3\u00a5\u20b9]|[A-Z]{3}\s)\s*/, '$1').replace(/\s*(?:[$\u20ac\u00a3\u00a5\u20b9]|\s[A-Z]{3})$/, '').trim();
  const trailing = /^([^-+].*)-$/.exec(body);
  if (trailing) {
    sign = -sign;
    body = trailing[1].trim();
  }
  const group = decimal === '.' ? ',' : '.';
  const grouped = new RegExp(`^([-+]?)(\\d{1,3}(?:([\\${group} \\u00a0\\u202f'\\u2019])\\d{3})(?:\\3\\d{3})*)(?:\\${decimal}(\\d*))?$`).exec(body);
  if (grouped) body = `${grouped[1]}${grouped[2].replace(/\D/g, '')}.${grouped[4] ?? ''}`;
  else if (decimal === ',') {
    // A file with decimal commas may still hold a lone dot (a column written by a program): read it as a decimal mark.
    body = body.replace(',', '.');
  }
  return PLAIN.test(body) ? finite(sign * Number(body)) : null;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? (value === 0 ? 0 : value) : null;
}
