import { z } from 'zod';

/** What somebody is in an organisation, the one who may most first. What each may do: the table in `access/table.ts`. */
export const Role = z.enum(['owner', 'admin', 'planner', 'manager', 'rep', 'viewer']).meta({ id: 'Role' });
export type Role = z.infer<typeof Role>;
