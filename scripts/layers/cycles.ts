import type { Finding } from './finding.ts';
import { targetOf } from './importRules.ts';
import type { SourceModule } from './sourceModule.ts';

/** Files that import each other in a circle, type imports counted; one finding per circle (Tarjan's strongly connected components). */
export function checkCycles(modules: readonly SourceModule[]): Finding[] {
  const edges = new Map(modules.map((module) => [module.path, relativeTargets(module)]));
  return strongComponents(edges)
    .filter((circle) => circle.length > 1 || edges.get(circle[0] ?? '')?.includes(circle[0] ?? ''))
    .map((circle) => circle.sort())
    .map((circle) => ({ rule: 'cycle', path: circle[0] ?? '', detail: `imports in a circle: ${circle.join(', ')}` }));
}

function relativeTargets(module: SourceModule): string[] {
  return module.imports.filter((one) => one.specifier.startsWith('.')).map((one) => targetOf(module.path, one.specifier));
}

function strongComponents(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const stack: string[] = [];
  const open = new Set<string>();
  const found: string[][] = [];
  const visit = (node: string): number => {
    const rank = order.size;
    order.set(node, rank);
    stack.push(node);
    open.add(node);
    let lowest = rank;
    for (const next of edges.get(node) ?? []) {
      if (!edges.has(next)) continue;
      if (!order.has(next)) lowest = Math.min(lowest, visit(next));
      else if (open.has(next)) lowest = Math.min(lowest, order.get(next) ?? lowest);
    }
    if (lowest === rank) found.push(popUntil(node, stack, open));
    return lowest;
  };
  for (const node of edges.keys()) if (!order.has(node)) visit(node);
  return found;
}

function popUntil(node: string, stack: string[], open: Set<string>): string[] {
  const component: string[] = [];
  for (;;) {
    const top = stack.pop();
    if (top === undefined) return component;
    open.delete(top);
    component.push(top);
    if (top === node) return component;
  }
}
