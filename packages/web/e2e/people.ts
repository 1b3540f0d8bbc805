import { endpoints, pathOf } from '@hexalign/api/contract';
import type { TestServer } from './server.ts';

/** Four people around Colorado, one who has left, one who has no home. */
export const PEOPLE = `id,name,lat,lng,capacity,hired,leaves
p1,Ada Moreno,40.4,-108.2,900000,2020-01-01,
p2,Ben Okafor,40.6,-103.1,900000,2020-01-01,
p3,Cy Lindqvist,37.4,-107.9,900000,2020-01-01,
p4,Di Novak,37.6,-102.9,900000,2021-01-01,
p5,Ed Sato,,,,2020-01-01,
p6,Flo Marsh,39.7,-104.9,900000,2019-01-01,2024-12-31
`;

/** Reads a list into the register, as the import page does. */
export async function take(server: TestServer, text: string, kind: 'people' | 'owners' | 'covers', planId: string | null = null): Promise<void> {
  const response = await fetch(`${server.address}${pathOf(endpoints.uploadDataset, {}, { filename: `${kind}.csv` })}`, { method: 'POST', headers: { cookie: server.cookie, origin: server.address, 'content-type': 'text/csv' }, body: text });
  const { id } = (await response.json()) as { id: string };
  const { id: importId, counts } = (await server.api('POST', '/imports', { datasetId: id, kind, planId })) as { id: string; counts: { rejected: number } };
  if (counts.rejected > 0) throw new Error(`${counts.rejected} rows of ${kind} were rejected`);
  await server.api('POST', `/imports/${importId}/commit`);
}
