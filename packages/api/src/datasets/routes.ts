import { endpoints } from '../../contract/endpoints.ts';
import { problemsCsv } from '../exports/problemsCsv.ts';
import type { Bind } from '../http/bind.ts';
import type { Datasets } from './service.ts';

export function datasetRoutes(bind: Bind, datasets: Datasets): void {
  bind(endpoints.uploadDataset, ({ actor, query, body }) => datasets.upload(actor, query.filename, body));
  bind(endpoints.readDataset, ({ actor, params }) => datasets.read(actor, params.datasetId));
  bind(endpoints.checkDataset, ({ actor, params, body }) => datasets.check(actor, params.datasetId, body.mapping, body.region));
  bind(endpoints.readRejected, async ({ actor, params }) => {
    const { problems, filename } = await datasets.problems(actor, params.datasetId, params.checkId);
    return { bytes: problemsCsv(problems), filename: `${filename.replace(/\.[^.]*$/, '')}-rejected.csv` };
  });
}
