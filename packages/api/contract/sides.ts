import { z } from 'zod';
import { Amounts } from './compare.ts';
import { Id } from './ids.ts';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/**
 * One side of a comparison, as an address names it: `<scenario>` as it is now, `<scenario>@<seq>` a state of it, `force` what is in
 * force today, `owners` who has the accounts by the list they came in, `file:<dataset>` an uploaded list of who has what.
 */
export const SideName = z.string().regex(new RegExp(`^(${uuid}(@\\d{1,15})?|force|owners|file:${uuid})$`));

/** Two to four sides, joined by commas. */
export const SidesQuery = z.object({ sides: z.string().max(400) });

const Count = z.number().int();

/** What a territory has on one side; null where it is not there. Deviations in the order of the measures. */
const SideTerritory = z.object({ units: Count, accounts: Count, sums: z.array(z.number()), deviations: z.array(z.number()) }).nullable();

/** A row of a file that says nothing of this plan: nobody here knows its key, its place lies outside, or the key was there before. */
export const ElsewhereRow = z.object({ row: Count, key: z.string(), territory: z.string(), why: z.enum(['unknown', 'outside', 'repeated']) });

export const ComparedSide = z.object({
  /** Names this very state, to be asked about again. */
  pinned: SideName,
  kind: z.enum(['scenario', 'force', 'owners', 'file']),
  /** Of the scenario, or of the file; empty for the owners. */
  name: z.string(),
  scenarioId: Id.nullable(),
  seq: Count.nullable(),
  /** How a file was read. */
  read: z.object({ by: z.enum(['account', 'cell', 'postal']), column: z.string(), territoryColumn: z.string(), rows: Count, used: Count }).nullable(),
});

/** What one side comes to. */
export const SideFigures = z.object({
  /** Per measure: largest and mean |deviation|, territories outside tolerance, and the most that one territory has. */
  measures: z.array(z.object({ worst: z.number(), mean: z.number(), outside: Count, busiest: z.number() })),
  /** Largest |deviation| of all measures; null without a territory. */
  worst: z.number().nullable(),
  /** Mean compactness of the territories that have ground, 1 = a disc. */
  compactness: z.number().nullable(),
  /** Territories with ground, and those of them that are in one piece. */
  drawn: Count,
  whole: Count,
  /** Accounts that are not with who has them today, of those that somebody has; null where nobody knows. */
  disruption: z.object({ accounts: Count, of: Count, sums: z.array(z.number()) }).nullable(),
  /** Mean way from the centre of a territory to its accounts, as the crow flies; null without any. */
  km: z.number().nullable(),
});

/** Cells and accounts that nobody has on a side, and rows of other data: the first of each, and how many in all. */
export const LooseRows = z.object({
  cells: z.object({ count: Count, first: z.array(z.object({ unit: Count, id: z.string() })) }),
  accounts: z.object({ count: Count, first: z.array(z.object({ id: z.string(), name: z.string(), unit: Count, values: z.array(z.number()) })) }),
  elsewhere: z.object({ count: Count, first: z.array(ElsewhereRow) }),
});

/** Two to four sides of one plan next to each other, all on its present ground and accounts. Territories are numbered alike on every side. */
export const SideBySide = z
  .object({
    sides: z.array(ComparedSide),
    measures: z.array(z.object({ key: z.string(), unit: z.string(), tolerance: z.number().nullable() })),
    territories: z.array(z.object({ id: z.string(), name: z.string(), slots: z.array(Count.nullable()), of: z.array(SideTerritory) })),
    figures: z.array(SideFigures),
    /** Against what disruption is counted. */
    today: z.enum(['owners', 'force']).nullable(),
    /** What there is in all, and what territories have of it on each side: a carve moves, it neither makes nor loses. */
    totals: z.object({ of: Amounts, held: z.array(Amounts), differs: z.boolean() }),
    /** What causes a difference between the totals, per side. */
    loose: z.array(LooseRows),
    /** What goes from hand to hand between each two sides, the earlier one first; -1 is nobody. */
    moves: z.array(z.object({ a: Count, b: Count, moved: Amounts, flows: z.array(z.object({ from: Count, to: Count, amounts: Amounts })) })),
  })
  .meta({ id: 'SideBySide' });
export type SideBySide = z.infer<typeof SideBySide>;
