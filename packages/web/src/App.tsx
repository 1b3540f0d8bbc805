import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { patterns, routes } from './routes.ts';
import { Gate } from './rooms/auth/Gate.tsx';
import { DropAnywhere } from './rooms/datasets/DropAnywhere.tsx';
import { PlanGate } from './rooms/plans/PlanGate.tsx';
import { PlansPage } from './rooms/plans/PlansPage.tsx';
import { StartPage } from './rooms/plans/StartPage.tsx';
import { Opening } from './ui/Opening.tsx';
import { NotFound } from './ui/NotFound.tsx';
import { patientLazy } from './ui/patiently.ts';
import { ToastHost } from './ui/ToastHost.tsx';

const ImportPage = patientLazy(() => import('./rooms/datasets/ImportPage.tsx').then(({ ImportPage: page }) => ({ default: page })));
const ComparePage = patientLazy(() => import('./rooms/compare/ComparePage.tsx').then(({ ComparePage: page }) => ({ default: page })));
const ChangesPage = patientLazy(() => import('./rooms/changes/ChangesPage.tsx').then(({ ChangesPage: page }) => ({ default: page })));
const PublishPage = patientLazy(() => import('./rooms/publish/PublishPage.tsx').then(({ PublishPage: page }) => ({ default: page })));
const AccountPage = patientLazy(() => import('./rooms/auth/AccountPage.tsx').then(({ AccountPage: page }) => ({ default: page })));
const MembersPage = patientLazy(() => import('./rooms/auth/MembersPage.tsx').then(({ MembersPage: page }) => ({ default: page })));
const DataPage = patientLazy(() => import('./rooms/data/DataPage.tsx').then(({ DataPage: page }) => ({ default: page })));
const ListWizard = patientLazy(() => import('./rooms/data/ListWizard.tsx').then(({ ListWizard: page }) => ({ default: page })));
const ListImportPage = patientLazy(() => import('./rooms/data/ListImportPage.tsx').then(({ ListImportPage: page }) => ({ default: page })));
const ScenarioPage = lazy(() => import('./rooms/scenarios/ScenarioPage.tsx').then(({ ScenarioPage: page }) => ({ default: page })));

/** The whole application: one page per address, a file may be dropped on any of them. */
export function App(): React.ReactNode {
  return (
    <ToastHost>
      <Gate>
      <DropAnywhere>
        <Suspense fallback={<Opening />}>
          <Switch>
            <Route path={routes.start}><StartPage /></Route>
            <Route path={routes.account}><AccountPage /></Route>
            <Route path={routes.members}><MembersPage /></Route>
            <Route path={routes.signIn}><Redirect to={routes.start} replace /></Route>
            <Route path={routes.plans}><PlansPage /></Route>
            <Route path={patterns.plan}>{({ planId }) => <PlanGate planId={planId} />}</Route>
            <Route path={patterns.compare}>{({ planId }) => <ComparePage key={planId} planId={planId} />}</Route>
            <Route path={patterns.changes}>{({ planId }) => <ChangesPage key={planId} planId={planId} />}</Route>
            <Route path={patterns.publish}>{({ planId }) => <PublishPage key={planId} planId={planId} />}</Route>
            <Route path={patterns.scenario}>{({ planId, scenarioId }) => <ScenarioPage key={scenarioId} planId={planId} scenarioId={scenarioId} />}</Route>
            <Route path={patterns.data}><DataPage planId={null} /></Route>
            <Route path={patterns.planData}>{({ planId }) => <DataPage key={planId} planId={planId} />}</Route>
            <Route path={patterns.dataImport}>{({ datasetId }) => <ListWizard key={datasetId} datasetId={datasetId ?? null} />}</Route>
            <Route path={patterns.dataImported}>{({ importId }) => <ListImportPage key={importId} importId={importId} />}</Route>
            <Route path={routes.import}><ImportPage datasetId={null} /></Route>
            <Route path={patterns.importOf}>{({ datasetId }) => <ImportPage key={datasetId} datasetId={datasetId} />}</Route>
            <Route><NotFound /></Route>
          </Switch>
        </Suspense>
      </DropAnywhere>
      </Gate>
    </ToastHost>
  );
}
