/** One source file as the layer rules see it: what it imports, what it re-exports, what it computes with. */
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parseSync } from 'vite';

export interface Import {
  readonly specifier: string;
  /** True when nothing of it is left at run time. */
  readonly typeOnly: boolean;
}

export interface SourceModule {
  /** Path from the root of the clone, with `/`. */
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  /** Specifiers of `export ... from` statements. */
  readonly reexports: readonly string[];
  /** Arithmetic and ordering whose result may differ between JavaScript engines or locales, as written, e.g. `Math.sin`. */
  readonly unsteady: readonly string[];
}

/** Node of the syntax tree: as much as the walk below needs. */
interface SyntaxNode {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** `Math` members that IEEE 754 or the language define to the last bit. */
const STEADY_MATH = new Set([
  'abs', 'ceil', 'clz32', 'floor', 'fround', 'imul', 'max', 'min', 'round', 'sign', 'sqrt', 'trunc',
  'E', 'LN10', 'LN2', 'LOG10E', 'LOG2E', 'PI', 'SQRT1_2', 'SQRT2',
]);

/** Reads and parses `root/path`. @throws {Error} naming the file when it is no valid source */
export function readModule(root: string, path: string): SourceModule {
  const text = readFileSync(join(root, path), 'utf8');
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  const module = { path, lines, imports: [] as Import[], reexports: [] as string[], unsteady: [] as string[] };
  const lang = { '.ts': 'ts', '.tsx': 'tsx', '.mjs': 'js' }[extname(path)];
  if (!lang) return module;
  const { program, errors } = parseSync(path, text, { lang: lang as 'ts' | 'tsx' | 'js' });
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message ?? 'cannot be parsed'}`);
  walk(program as unknown as SyntaxNode, null, module);
  return module;
}

type Draft = { imports: Import[]; reexports: string[]; unsteady: string[] };

function walk(node: SyntaxNode, parent: SyntaxNode | null, draft: Draft): void {
  note(node, parent, draft);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) walk(child, node, draft);
    }
  }
}

function note(node: SyntaxNode, parent: SyntaxNode | null, draft: Draft): void {
  const source = isNode(node.source) && typeof node.source.value === 'string' ? node.source.value : null;
  if (node.type === 'ImportDeclaration' && source !== null) draft.imports.push({ specifier: source, typeOnly: onlyTypes(node) });
  if ((node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration') && source !== null) {
    draft.imports.push({ specifier: source, typeOnly: onlyTypes(node) });
    draft.reexports.push(source);
  }
  if (node.type === 'ImportExpression' && source !== null) draft.imports.push({ specifier: source, typeOnly: false });
  if (node.type === 'TSImportType' && source !== null) draft.imports.push({ specifier: source, typeOnly: true });
  noteArithmetic(node, parent, draft);
}

function noteArithmetic(node: SyntaxNode, parent: SyntaxNode | null, draft: Draft): void {
  if ((node.operator === '**' || node.operator === '**=') && !isPowerOfTwo(node)) draft.unsteady.push('**');
  if (node.type !== 'Identifier') return;
  const isMemberName = parent?.type === 'MemberExpression' && parent.property === node && parent.computed === false;
  if (node.name === 'localeCompare' && isMemberName) draft.unsteady.push('localeCompare');
  if (node.name !== 'Math' || isMemberName) return;
  const member = parent?.type === 'MemberExpression' && parent.object === node && isNode(parent.property) ? parent.property.name : null;
  if (typeof member !== 'string' || !STEADY_MATH.has(member)) draft.unsteady.push(`Math.${String(member ?? '?')}`);
}

/** `2 ** 32` and the like are exact everywhere. */
function isPowerOfTwo({ left, right }: SyntaxNode): boolean {
  return isNode(left) && left.value === 2 && isNode(right) && Number.isInteger(right.value);
}

function onlyTypes(node: SyntaxNode): boolean {
  if (node.importKind === 'type' || node.exportKind === 'type') return true;
  const parts = Array.isArray(node.specifiers) ? node.specifiers.filter(isNode) : [];
  return parts.length > 0 && parts.every((part) => part.importKind === 'type' || part.exportKind === 'type');
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
