/** A catalogue with every sentence in brackets and about a third longer; functions stay functions. */
export function mirror<T>(words: T): T {
  if (typeof words === 'string') return lengthen(words) as T;
  if (typeof words === 'function') return ((...given: unknown[]) => mirror((words as (...given: unknown[]) => unknown)(...given))) as T;
  if (Array.isArray(words)) return words.map((each) => mirror(each as unknown)) as T;
  if (typeof words === 'object' && words !== null) return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, mirror(value as unknown)])) as T;
  return words;
}

function lengthen(text: string): string {
  return text === '' ? '' : `[${text}${'·'.repeat(Math.ceil(text.length / 3))}]`;
}
