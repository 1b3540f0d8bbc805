/** Longest name of a dBASE field, in bytes. */
const LONGEST = 10;

/**
 * Names as a dBASE table takes them: at most ten of A-Z, 0-9 and `_`, a letter first, none twice. The end of a long
 * name is kept where it tells names apart: `revenue_target` is `REVENUE_T`, `revenue_deviation` is `REVENUE_D`.
 */
export function fieldNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const suffix = /_target$/.test(name) ? '_T' : /_deviation$/.test(name) ? '_D' : '';
    const base = name.replace(/_(target|deviation)$/, '').replace(/([a-z])([A-Z])/g, '$1_$2').normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toUpperCase().replace(/[^A-Z0-9_]+/g, '_').replace(/^[^A-Z]+/, '').replace(/_+$/, '') || 'FIELD';
    for (let n = 1; ; n++) {
      const end = n === 1 ? suffix : `${suffix}${n}`;
      const field = `${base.slice(0, LONGEST - end.length)}${end}`;
      if (taken.has(field)) continue;
      taken.add(field);
      return field;
    }
  });
}
