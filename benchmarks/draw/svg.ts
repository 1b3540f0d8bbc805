import { SURFACE } from './look.ts';

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** One element; children are written as they are, attributes that are undefined are left out. */
export function element(name: string, attributes: Attributes, ...children: string[]): string {
  const written = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${typeof value === 'number' ? short(value) : value}"`]));
  return children.length === 0 ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${children.join('')}</${name}>`;
}

/** A named shape once more, in colours of its own. */
export function use(id: string, attributes: Attributes): string {
  return element('use', { href: `#${id}`, ...attributes });
}

export interface TextStyle {
  readonly size?: number;
  readonly weight?: 400 | 600;
  readonly fill?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
}

export function text(x: number, y: number, words: string, { size = 13, weight = 400, fill = '#1A1F29', anchor }: TextStyle = {}): string {
  return element('text', { x, y, 'font-size': size, 'font-weight': weight === 400 ? undefined : weight, fill, 'text-anchor': anchor === 'start' ? undefined : anchor }, escaped(words));
}

/** A whole picture on white, with words for those who cannot see it. */
export function picture(width: number, height: number, title: string, ...children: string[]): string {
  return element('svg', {
    xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'font-family': 'Inter, system-ui, sans-serif', 'font-feature-settings': '&quot;tnum&quot;',
  }, element('title', {}, escaped(title)), element('rect', { width, height, fill: SURFACE }), ...children);
}

/** A line without the points that lie within `pixels` of the last one kept. */
export function thinned(line: readonly (readonly [number, number])[], pixels: number): (readonly [number, number])[] {
  const kept: (readonly [number, number])[] = [];
  line.forEach((point, i) => {
    const last = kept[kept.length - 1];
    if (i === 0 || i === line.length - 1 || (point[0] - last[0]) ** 2 + (point[1] - last[1]) ** 2 > pixels * pixels) kept.push(point);
  });
  return kept;
}

/** Rings or lines as path data in steps of a tenth, points that fall on the one before left out. */
export function pathData(lines: readonly (readonly (readonly [number, number])[])[], closed: boolean): string {
  let data = '';
  for (const line of lines) {
    let [px, py] = [0, 0];
    let steps = '';
    line.forEach(([x, y], i) => {
      const [nx, ny] = [Math.round(10 * x), Math.round(10 * y)];
      if (i === 0) steps = `M${nx / 10} ${ny / 10}l`;
      else if (nx !== px || ny !== py) steps += `${pair((nx - px) / 10, (ny - py) / 10, steps.endsWith('l'))}`;
      [px, py] = [nx, ny];
    });
    if (steps !== '' && !steps.endsWith('l')) data += steps + (closed ? 'z' : '');
  }
  return data;
}

function pair(x: number, y: number, first: boolean): string {
  const [a, b] = [short(x), short(y)];
  return `${first || a.startsWith('-') ? '' : ' '}${a}${b.startsWith('-') ? '' : ' '}${b}`;
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100).replace(/^(-?)0\./, '$1.');
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
