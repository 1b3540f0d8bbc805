const grouped = new Intl.NumberFormat('en-US');

/** `1 cell`, `1,240 cells`. */
export function count(n: number, one: string, many: string): string {
  return `${grouped.format(n)} ${n === 1 ? one : many}`;
}
