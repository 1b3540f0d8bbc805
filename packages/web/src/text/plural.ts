import { formatter } from './locale.ts';

/** Forms beside `one` and `other` that some languages need (CLDR plural categories). */
export type MoreForms = Readonly<Partial<Record<'zero' | 'two' | 'few' | 'many', string>>>;

/** The form of a word for `n`, by the plural rules of the language that is spoken: `cell`, `cells`. */
export function pluralOf(n: number, one: string, other: string, more: MoreForms = {}): string {
  const category = formatter('plural', ({ language }) => new Intl.PluralRules(language)).select(n);
  return category === 'one' ? one : category === 'other' ? other : (more[category] ?? other);
}

/** `1 cell`, `1,240 cells`. */
export function count(n: number, one: string, other: string, more?: MoreForms): string {
  return `${formatter('count', ({ numbers }) => new Intl.NumberFormat(numbers)).format(n)} ${pluralOf(n, one, other, more)}`;
}
