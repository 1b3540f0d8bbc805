import { z } from 'zod';

/** Which state of the scenario; none = the latest. */
export const ExportQuery = z.object({ seq: z.coerce.number().int().min(0).optional() });
