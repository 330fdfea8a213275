import type { GaugeName } from '../../metrics/catalogue.js';
import { and, type Expression, type Matcher, ofAnyLabels, renameLabel, sumBy } from '../../promql/build.js';
import { requestsRunningPerPod } from '../requests/requests.js';
import { rateArks, selectArks } from '../vocabulary/arks-series.js';
import { grouping, POD } from '../vocabulary/identity.js';
import type { Signal, Unit } from '../vocabulary/signal.js';
import type { View } from '../vocabulary/view.js';

/** Label by which DCGM names the pod that uses a GPU: its own name was taken where the target has one. */
export type GpuPodLabel = 'pod' | 'exported_pod';

const CONTAINERS: readonly Matcher[] = [{ label: 'container', operator: '!=', value: '' }];
/** What can be chosen of them: their own series say the namespace and the pod. */
const LABELS = [...POD, 'runtime'];

/** Series of other exporters, of our replicas alone: what a dashboard chooses is asked of the replicas. */
function ofReplicas(view: View, series: Expression<'namespace' | 'pod'>): Expression<'namespace' | 'pod'> {
  return and(series, requestsRunningPerPod.query(view), grouping(view, 'namespace', 'pod'));
}

const ofCluster = ({ cluster, matchers }: View): readonly Matcher[] =>
  matchers.filter(({ label }) => label === cluster);

/** A gauge of DCGM, of the GPUs that our replicas use. */
export function gpu(name: GaugeName, unit: Unit, title: string, description: string, podLabel: GpuPodLabel): Signal {
  return {
    title,
    unit,
    description,
    labels: LABELS,
    query: (view) => {
      const series = () => selectArks(name, ofCluster(view));
      if (podLabel === 'pod') return ofReplicas(view, series());
      const exported = ofAnyLabels(series());
      const renamed = renameLabel(renameLabel(exported, 'exported_pod', 'pod'), 'exported_namespace', 'namespace');
      return ofReplicas(view, renamed);
    },
  };
}

export const replicaCpu: Signal<'namespace' | 'pod'> = {
  title: 'CPU of a replica',
  unit: 'count',
  description: 'Cores that the containers of a replica use.',
  labels: LABELS,
  query: (view) =>
    ofReplicas(
      view,
      sumBy(
        grouping(view, 'namespace', 'pod'),
        rateArks('container_cpu_usage_seconds_total', view.window, [...CONTAINERS, ...ofCluster(view)]),
      ),
    ),
};

export const replicaMemory: Signal<'namespace' | 'pod'> = {
  title: 'Memory of a replica',
  unit: 'bytes',
  description: 'Working set of the containers of a replica.',
  labels: LABELS,
  query: (view) =>
    ofReplicas(
      view,
      sumBy(
        grouping(view, 'namespace', 'pod'),
        selectArks('container_memory_working_set_bytes', [...CONTAINERS, ...ofCluster(view)]),
      ),
    ),
};
