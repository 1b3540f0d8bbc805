import { RecordKind } from '@hexalign/api/contract';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useLocation, useSearchParams } from 'wouter';
import { routes } from '../../routes.ts';
import { queries } from '../../server/queries.ts';
import { useText } from '../../text/useText.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Opening } from '../../ui/Opening.tsx';
import { SourceStep } from '../datasets/SourceStep.tsx';
import { dataQueries } from './dataQueries.ts';
import { ListColumns } from './ListColumns.tsx';
import { likelyKind } from './listDraft.ts';
import { WizardFrame } from './WizardFrame.tsx';

/** Importing a list: choose the file, say what it holds; what it would change is shown on the page of the import that begins here. */
export function ListWizard({ datasetId }: { datasetId: string | null }): React.ReactNode {
  const t = useText().data.wizard;
  const [, go] = useLocation();
  const [params] = useSearchParams();
  const planId = params.get('plan');
  const dataset = useQuery({ ...queries.dataset(datasetId ?? ''), enabled: datasetId !== null });
  const suggestions = useQueries({ queries: RecordKind.options.map((kind) => ({ ...dataQueries.suggestion(datasetId ?? '', kind), enabled: datasetId !== null })) });
  const failed = [dataset, ...suggestions].find(({ isError }) => isError);
  if (datasetId !== null && failed) return <Failure error={failed.error} retry={() => void [dataset, ...suggestions].map((query) => query.refetch())} />;
  if (datasetId === null) {
    return (
      <WizardFrame planId={planId} step="source">
        <SourceStep words={t.source} onRead={(id) => go(routes.dataImport(planId, id))} />
      </WizardFrame>
    );
  }
  const known = suggestions.flatMap(({ data }) => data ?? []);
  if (!dataset.data || known.length < suggestions.length) return <Opening />;
  return <ListColumns dataset={dataset.data} suggestions={known} first={likelyKind(known)} planId={planId} />;
}
