import type { Alert } from '../rules/alert.js';
import { controlPlaneAlerts } from '../rules/alerts/control-plane.js';
import { runtimeStateAlerts } from '../rules/alerts/runtime-state.js';
import {
  operatorLeaders,
  reconcileErrors,
  reconciles,
  replicasFound,
  workQueueDepth,
} from '../signals/control-plane/control-plane.js';
import { applicationsShown, endpoints, modelPhases, routes } from '../signals/control-plane/custom-resources.js';
import { replicasMissing } from '../signals/control-plane/missing.js';
import { insideSignals, processSignals, reconcileTime } from '../signals/control-plane/processes.js';
import { reconcileErrorRatio } from '../signals/control-plane/reconciling.js';
import { processAge } from '../signals/scraping/age.js';
import { percentile } from '../signals/vocabulary/percentiles.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import { answeringPanels } from './by-job.js';
import type { Dashboard, Panel, TablePanel } from './dashboard.js';
import { graph, type PanelOptions, phases, queryOf, ROLE, statPanel, summed } from './makers.js';
import { graphOfWorst, worstOf } from './many.js';

/** Namespace and pod of a process of the platform, which no variable is about. */
const OF_PROCESS = ['namespace', 'pod'] as const;

/** Of an endpoint, how many applications are ready behind it. */
const BACKENDS = 'Backends';

/** One of the signals that read single processes, by its title. */
function inside(title: string): Signal {
  const found = [...insideSignals, ...processSignals].find((signal) => signal.title === title);
  if (found === undefined) throw new Error(`a panel must show a signal of a process, got "${title}"`);
  return found;
}
const process = (title: string, of: Signal = inside(title)): Panel =>
  graph(title, [{ of, legend: '{{namespace}}/{{pod}}', ignoreVariables: OF_PROCESS }], {
    noValue: 'no process is scraped',
  });
const third = (title: string, of: Signal, more: PanelOptions = {}): Panel =>
  graph(title, [queryOf(of, '{{controller}}')], { width: 8, noValue: 'no operator', ...more });

/** A row for each object: its labels, and 1. */
const objects = (
  title: string,
  of: Signal,
  rows: readonly string[],
  noValue: string,
  more: { readonly value: string; readonly width?: number; readonly isList?: true; readonly alert?: Alert },
): TablePanel => ({
  kind: 'table',
  title,
  width: more.width ?? 12,
  height: 8,
  rows,
  noValue,
  queries: [queryOf(of, more.value)],
  ...(more.isList === undefined ? {} : { isList: more.isList }),
  ...(more.alert === undefined ? {} : { alert: more.alert }),
});

export const controlPlane: Dashboard = {
  uid: 'arks-control-plane',
  title: 'Arks / Control plane',
  description: 'The operator and its custom resources, and the processes of operator and gateway.',
  variables: ['cluster', 'namespace', 'application', 'model'],
  rows: (drawing) => [
    {
      title: 'Operator',
      answers: 'Does the operator do its work?',
      panels: [
        statPanel('Leaders', operatorLeaders, 'sum', {
          width: 6,
          noValue: 'no operator',
          queries: [
            {
              ...summed(operatorLeaders, 'Leaders', []),
              colours: [
                { from: null, colour: 'critical' },
                { from: 1, colour: 'calm' },
                { from: 2, colour: 'critical' },
              ],
            },
          ],
        }),
        statPanel('Reconcile errors, worst controller', reconcileErrorRatio, 'max', {
          width: 6,
          noValue: 'nothing reconciled',
          alert: controlPlaneAlerts.operatorReconcileErrors,
        }),
        statPanel('Objects waiting', workQueueDepth, 'sum', { width: 6, noValue: 'no operator' }),
        statPanel('Longest reconcile', inside('Longest reconcile'), 'max', { width: 6, noValue: 'no operator' }),
        third('Reconciles', reconciles),
        third(controlPlaneAlerts.operatorReconcileErrors.panel, reconcileErrorRatio, {
          noValue: 'nothing reconciled',
          alert: controlPlaneAlerts.operatorReconcileErrors,
        }),
        third('Reconcile time, p95', percentile({ buckets: reconcileTime }, 95), {
          noValue: 'nothing reconciled',
        }),
        graph('Work queue', [queryOf(workQueueDepth, '{{controller}}')], { noValue: 'no operator' }),
        graph(
          'Errors, retries and panics',
          [
            summed(reconcileErrors, 'errors', []),
            summed(inside('Work queue retries'), 'retries', []),
            summed(inside('Reconcile panics'), 'panics', []),
          ],
          { noValue: 'no operator' },
        ),
        ...answeringPanels(controlPlaneAlerts.operatorDown.panel, ['operator', 'customResources'], drawing, {
          alert: controlPlaneAlerts.operatorDown,
        }),
      ],
    },
    {
      title: 'Custom resources',
      answers: 'Which model, application or endpoint is not in its desired state?',
      panels: [
        objects(
          controlPlaneAlerts.modelLoadStuck.panel,
          modelPhases,
          ['namespace', 'arks_model', 'phase'],
          'no model',
          {
            value: 'Models',
            isList: true,
            alert: controlPlaneAlerts.modelLoadStuck,
          },
        ),
        phases(12),
        {
          kind: 'table',
          title: controlPlaneAlerts.endpointWithoutBackends.panel,
          width: 8,
          height: 8,
          rows: ['namespace', 'model'],
          worstBy: [{ column: BACKENDS, least: true }],
          noValue: 'no endpoint',
          alert: controlPlaneAlerts.endpointWithoutBackends,
          queries: [
            { ...queryOf(endpoints, 'Endpoints'), hasNoColumn: true },
            { of: routes, legend: BACKENDS, by: { reduce: 'count', labels: [] }, without: 'none' },
          ],
        },
        objects('Routes', routes, routes.labels, 'no application is ready behind any', {
          value: 'Weight',
          width: 16,
          alert: controlPlaneAlerts.endpointWithoutBackends,
        }),
        graphOfWorst('Replicas missing', [worstOf(replicasMissing, ROLE)], {
          noValue: 'no application',
          alert: runtimeStateAlerts.applicationReplicasUnavailable,
          leadsTo: 'arks-troubleshooting',
        }),
        graph(
          controlPlaneAlerts.customResourcesDown.panel,
          [
            queryOf(applicationsShown, 'applications of {{namespace}}'),
            { of: replicasFound, legend: 'replicas in {{namespace}}', by: { reduce: 'sum', labels: ['namespace'] } },
          ],
          { width: 12, noValue: 'no application', alert: controlPlaneAlerts.customResourcesDown },
        ),
      ],
    },
    {
      title: 'Processes',
      answers: 'Does a process of operator, plugin or Envoy leak, spin or restart?',
      collapsed: true,
      panels: [
        process('Memory'),
        process('CPU'),
        process('Goroutines'),
        process('Process age', processAge),
        process('Envoy memory'),
        process('Envoy live'),
      ],
    },
  ],
};
