/** Letters that do not come apart into a base letter and a mark. */
const LETTERS: Readonly<Record<string, string>> = {
  'ß': 'ss', 'æ': 'ae', 'Æ': 'Ae', 'œ': 'oe', 'Œ': 'Oe', 'ø': 'o', 'Ø': 'O', 'ł': 'l', 'Ł': 'L', 'đ': 'd', 'Đ': 'D', 'ð': 'd', 'Ð': 'D',
  'þ': 'th', 'Þ': 'Th', 'ı': 'i', 'ə': 'e', 'Ə': 'E', 'ħ': 'h', 'Ħ': 'H', 'ŋ': 'n', '’': "'", '‘': "'", 'ʻ': "'", 'ʼ': "'", '`': "'", '–': '-',
};

/** A place name in plain ASCII, so that any font can draw it and any keyboard can type it: `Québec` -> `Quebec`. */
export function plainName(name: string): string {
  return [...name.normalize('NFD')]
    .map((letter) => LETTERS[letter] ?? letter)
    .join('')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
