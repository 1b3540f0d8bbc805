import { Suspense, useEffect, useState } from 'react';
import { areaShapesOf } from '../../map/areaShapes.ts';
import { pictureShown } from '../../server/firstPicture.ts';
import { UnitWords } from '../../text/UnitWords.tsx';
import { useText } from '../../text/useText.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Opening } from '../../ui/Opening.tsx';
import { patientLazy } from '../../ui/patiently.ts';
import { useNarrow } from '../../ui/useNarrow.ts';
import { markDemoSeen } from '../plans/demoSeen.ts';
import { mapAhead } from './loadMapPane.ts';
import { openScenario, type Opened } from './openScenario.ts';
import { Workspace } from './Workspace.tsx';

const ReviewPage = patientLazy(() => import('../review/ReviewPage.tsx').then(({ ReviewPage: page }) => ({ default: page })));

type State = { readonly kind: 'opening' } | { readonly kind: 'open'; readonly opened: Opened } | { readonly kind: 'failed'; readonly error: unknown };

/** One scenario, opened for work. */
export function ScenarioPage({ planId, scenarioId }: { planId: string; scenarioId: string }): React.ReactNode {
  const t = useText().workspace;
  const narrow = useNarrow();
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<State>({ kind: 'opening' });
  useEffect(() => {
    const abort = new AbortController();
    let editor: Opened['editor'] | null = null;
    setState({ kind: 'opening' });
    const dropMap = mapAhead();
    openScenario(planId, scenarioId, abort.signal).then(
      (opened) => {
        if (abort.signal.aborted) return opened.editor.close();
        editor = opened.editor;
        if (opened.plan.demo) markDemoSeen();
        setState({ kind: 'open', opened });
      },
      (error: unknown) => {
        pictureShown();
        if (!abort.signal.aborted) setState({ kind: 'failed', error });
      },
    );
    return () => {
      abort.abort();
      pictureShown();
      dropMap();
      editor?.close();
    };
  }, [planId, scenarioId, attempt]);
  if (state.kind === 'opening') return <Opening label={t.map.opening} />;
  if (state.kind === 'failed') return <Failure error={state.error} retry={() => setAttempt(attempt + 1)} />;
  const page = narrow ? <Suspense fallback={<Opening label={t.map.opening} />}><ReviewPage opened={state.opened} scenarioId={scenarioId} /></Suspense> : <Workspace opened={state.opened} scenarioId={scenarioId} />;
  return <UnitWords areas={areaShapesOf(state.opened.editor.graph.ids) !== null}>{page}</UnitWords>;
}
