import { tidy } from './csvLine.ts';
import type { PlanSheet } from './planSheet.ts';

/** What figures of territories are worked out from. */
export type FiguresSheet = Pick<PlanSheet, 'slots' | 'territories' | 'unitOfAccount' | 'slotOfAccount' | 'certificate'> & { readonly graph: Pick<PlanSheet['graph'], 'areaKm2'> };

/** One figure of every territory. */
export interface FigureColumn {
  readonly name: string;
  /** What kind of value it is, for formats that have types. */
  readonly kind: 'text' | 'count' | 'number' | 'share';
  /** What it says, for people who open the file. */
  readonly meaning: string;
  /** k values. */
  readonly values: readonly (string | number)[];
}

/** Figures of all territories, column by column: the same in every format. k = territories, in the order of their slots. */
export function territoryFigures(plan: FiguresSheet): FigureColumn[] {
  const { territories, certificate } = plan;
  const counts = countsOf(plan);
  const columns: FigureColumn[] = [
    { name: 'territory', kind: 'text', meaning: 'id of the territory', values: territories.map(({ id }) => id) },
    { name: 'name', kind: 'text', meaning: 'name of the territory', values: territories.map(({ name }) => name) },
    { name: 'units', kind: 'count', meaning: 'units of ground', values: [...counts.units] },
  ];
  if (counts.accounts) columns.push({ name: 'accounts', kind: 'count', meaning: 'accounts', values: [...counts.accounts] });
  columns.push({ name: 'areaKm2', kind: 'number', meaning: 'ground in square kilometres', values: Array.from(counts.areaKm2, (area) => Number(area.toPrecision(9))) });
  for (const { key, sums, targets, deviations } of certificate.measures) {
    columns.push(
      { name: key, kind: 'number', meaning: `sum of ${key}`, values: sums.map(tidy) },
      { name: `${key}_target`, kind: 'number', meaning: `target of ${key}`, values: targets.map(tidy) },
      { name: `${key}_deviation`, kind: 'share', meaning: `deviation of ${key} from its target, 0.05 = 5 % above`, values: deviations.map(tidy) },
    );
  }
  columns.push(
    { name: 'momentCompactness', kind: 'share', meaning: 'compactness by moment of inertia, 1 = a disc', values: certificate.shapes.map((shape) => Number(shape.momentCompactness.toFixed(9))) },
    { name: 'polsbyPopper', kind: 'share', meaning: 'compactness by Polsby and Popper, 1 = a disc', values: certificate.shapes.map((shape) => Number(shape.polsbyPopper.toFixed(9))) },
    { name: 'pieces', kind: 'count', meaning: 'pieces the territory lies in', values: certificate.shapes.map(({ pieces }) => pieces) },
  );
  return columns;
}

function countsOf({ territories, slots, graph, unitOfAccount, slotOfAccount }: FiguresSheet) {
  const units = new Uint32Array(territories.length);
  const areaKm2 = new Float64Array(territories.length);
  for (let u = 0; u < slots.length; u++) {
    // A unit that nobody covers has a slot beyond the arrays, where writing does nothing.
    units[slots[u]]++;
    areaKm2[slots[u]] += graph.areaKm2[u];
  }
  if (!unitOfAccount) return { units, areaKm2, accounts: null };
  const accounts = new Uint32Array(territories.length);
  unitOfAccount.forEach((unit, a) => accounts[slotOfAccount?.[a] ?? slots[unit]]++);
  return { units, areaKm2, accounts };
}
