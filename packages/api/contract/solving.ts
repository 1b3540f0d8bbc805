import { z } from 'zod';

/** Start of a design. The result becomes one `assign` entry of the scenario's history, so that one undo takes it back. */
export const SolveRequest = z
  .object({
    preset: z.enum(['fast', 'balanced', 'thorough']).default('balanced'),
    seed: z.number().int().min(0).max(0xffffffff).default(1),
    /** Sets the tolerance of every goal first, as an entry of its own. */
    tolerance: z.number().min(0).max(1).optional(),
    /** Ends the search at the next pass with the best plan so far. */
    timeLimitSeconds: z.number().positive().max(86_400).optional(),
    /** `fresh` draws anew, `current` improves what is there. */
    start: z.enum(['fresh', 'current']).default('fresh'),
  })
  .meta({ id: 'SolveRequest' });
export type SolveRequest = z.input<typeof SolveRequest>;
