import { sanitizedLabel } from '../../config/kubernetes-names.js';
import { STARTED_BY_ARKS } from '../../config/runtimes.js';
import { clusterLabel, ofNoApplication, oneTargetPerPod, servesAlone } from '../identity.js';
import { errorsOnly } from '../kept-series.js';
import { podsOfYourOwn } from '../made-by-arks.js';
import { copyLabel, setLabel } from '../relabeling.js';
import type { ScrapeSettings } from '../settings.js';
import type { Surface } from '../surface.js';
import { ON_POD, without } from '../target-labels.js';
import { servedModel } from './runtime.js';

/** Runtimes that Arks does not start, in the pods that an environment selects. Throws where it selects none. */
export const unmanagedRuntime: Surface = {
  object: 'arks-unmanaged-runtime',
  component: 'unmanaged-runtime',
  finds: 'pods',
  selector: podsSelected,
  answers: (settings) => ({
    pods: podsSelected(settings),
    port: settings.surfaces.unmanagedRuntime.port,
    serves: true,
  }),
  exporters: ({ runtimes }) => runtimes.filter((name) => !STARTED_BY_ARKS.includes(name)).map((name) => [name]),
  // Without statistics of its iterations little is seen of it, and docs/surfaces.md asks for them.
  features: ['iteration-statistics'],
  targetLabels: [...without(ON_POD, 'container'), 'application', 'role'],
  endpoint: (settings, kept) => {
    const { applicationLabel, path, port } = settings.surfaces.unmanagedRuntime;
    const application = podLabel(applicationLabel);
    return {
      path,
      portNumber: port,
      relabelings: [
        ...podsOfYourOwn(application),
        oneTargetPerPod,
        copyLabel(application, 'application'),
        setLabel('role', 'unified'),
        ...clusterLabel(settings),
      ],
      labelling: [...errorsOnly(kept, settings.scrape.keep), ...servedModel(settings)],
    };
  },
  asPod: (settings) => {
    const { applicationLabel, port } = settings.surfaces.unmanagedRuntime;
    return {
      selector: {
        matchLabels: selected(settings),
        matchExpressions: [{ key: applicationLabel, operator: 'Exists' }, ofNoApplication],
      },
      port,
      fromPod: [{ from: applicationLabel, to: 'application' }],
      labelling: [servesAlone],
    };
  },
};

function selected({ surfaces }: Pick<ScrapeSettings, 'surfaces'>): Record<string, string> {
  const { selector } = surfaces.unmanagedRuntime;
  if (selector === undefined) throw new Error('surfaces.unmanagedRuntime.selector must be set to scrape such pods');
  return { ...selector };
}

/** What discovery calls a label of a pod: whatever a label of Prometheus may not have is an underscore. */
function podLabel(name: string): string {
  return `__meta_kubernetes_pod_label_${sanitizedLabel(name)}`;
}

function podsSelected({ surfaces }: Pick<ScrapeSettings, 'surfaces'>) {
  const { selector } = surfaces.unmanagedRuntime;
  if (selector === undefined) throw new Error('surfaces.unmanagedRuntime.selector must be set to scrape such pods');
  return { matchLabels: { ...selector } };
}
