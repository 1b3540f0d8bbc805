import type { Findings } from './findings.ts';

/** Compares a JSON file with what it must be: equal bytes, or every place where the two differ. */
export function compareJson(file: string, found: string, expected: string, findings: Findings): void {
  if (found === expected) return;
  let root: unknown;
  try {
    root = JSON.parse(found);
  } catch (error) {
    findings.add(file, file, `is no JSON (${(error as Error).message})`);
    return;
  }
  const before = findings.lines().length;
  compare(file, file, root, JSON.parse(expected), findings);
  if (findings.lines().length === before) findings.add(file, file, 'says the same in other bytes');
}

function compare(file: string, path: string, found: unknown, expected: unknown, findings: Findings): void {
  if (Object.is(found, expected)) return;
  if (Array.isArray(found) && Array.isArray(expected)) {
    if (found.length !== expected.length) findings.add(file, path, `has ${found.length} entries, expected ${expected.length}`);
    // Shapes have thousands of points: the first that differs says enough.
    const shape = path.endsWith('coordinates') || /coordinates\[\d/.test(path);
    for (let i = 0; i < Math.min(found.length, expected.length); i++) {
      if (shape && JSON.stringify(found[i]) === JSON.stringify(expected[i])) continue;
      compare(file, `${path}[${i}${label(expected[i])}]`, found[i], expected[i], findings);
      if (shape) return;
    }
  } else if (isObject(found) && isObject(expected)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) compare(file, `${path}, ${key}`, found[key], expected[key], findings);
  } else findings.add(file, path, `is ${short(found)}, expected ${short(expected)}`);
}

function label(value: unknown): string {
  if (!isObject(value)) return '';
  const name = value.territory ?? value.id ?? value.name ?? value.key;
  return typeof name === 'string' ? ` ${name}` : '';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 100 ? `${text.slice(0, 97)}...` : text;
}
