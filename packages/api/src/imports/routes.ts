import { endpoints } from '../../contract/endpoints.ts';
import { problemsCsv } from '../exports/problemsCsv.ts';
import type { Bind } from '../http/bind.ts';
import type { Imports } from './service.ts';

export function importRoutes(bind: Bind, imports: Imports): void {
  bind(endpoints.suggestMapping, ({ actor, params, query }) => imports.suggest(actor, params.datasetId, query.kind));
  bind(endpoints.startImport, ({ actor, body }) => imports.start(actor, body));
  bind(endpoints.listImports, ({ actor, query }) => imports.list(actor, query));
  bind(endpoints.readImport, ({ actor, params }) => imports.read(actor, params.importId));
  bind(endpoints.readImportChanges, ({ actor, params, query }) => imports.changes(actor, params.importId, query));
  bind(endpoints.checkImport, ({ actor, params, body }) => imports.check(actor, params.importId, body?.gone));
  bind(endpoints.commitImport, ({ actor, params }) => imports.commit(actor, params.importId));
  bind(endpoints.undoImport, ({ actor, params }) => imports.undo(actor, params.importId));
  bind(endpoints.readImportProblems, async ({ actor, params }) => {
    const { problems, filename } = await imports.problems(actor, params.importId);
    return { bytes: problemsCsv(problems), filename: `${filename.replace(/\.[^.]*$/, '')}-problems.csv` };
  });
}
