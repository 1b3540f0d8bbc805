/** A name that every file system and every header takes: letters without accents, digits, `-` and `_`; `plan` where nothing is left. */
export function fileName(name: string): string {
  return name.normalize('NFKD').replace(/[^\w -]+/g, '').trim().replace(/\s+/g, '-').slice(0, 60) || 'plan';
}
