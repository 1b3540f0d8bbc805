import { Teller, type Manner, type ToldWords } from '@hexalign/api/told';
import { formatter } from './locale.ts';
import { pluralOf } from './plural.ts';

/** As everything else on the page is written. */
const manner: Manner = {
  plural: (n, one, other) => pluralOf(n, one, other),
  number: (value, digits, apart) => formatter(`told${digits}${apart}`, ({ numbers }) => new Intl.NumberFormat(numbers, { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: apart })).format(value),
};

/** What tells the server's sentences in some words, numbers as the page writes them. */
export function tellerOf(words: ToldWords): Teller {
  return new Teller(words, manner);
}

let teller = tellerOf({});

/** From now on what the server says is told in these words. */
export function tellIn(words: ToldWords): void {
  teller = tellerOf(words);
}

/** What the server says, a sentence or a piece of one, in the reader's language; as it came where there are no words for it. */
export function told(said: string): string {
  return teller.tell(said);
}
