/**
 * The text with what stands between `<!-- NAME -->` and `<!-- /NAME -->` replaced.
 *
 * @throws {Error} when the text has no such place
 */
export function replaceSection(text: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`expected a line ${begin} and after it a line ${end}, found none; put them where the figures go`);
  return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
}
