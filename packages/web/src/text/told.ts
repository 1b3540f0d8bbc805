import { Teller, type ToldWords } from './Teller.ts';

let teller = new Teller({});

/** From now on what the server says is told in these words. */
export function tellIn(words: ToldWords): void {
  teller = new Teller(words);
}

/** What the server says, a sentence or a piece of one, in the reader's language; as it came where there are no words for it. */
export function told(said: string): string {
  return teller.tell(said);
}
