import { gateway } from '../../config/surfaces/gateway.js';
import { maxBy } from '../../promql/build.js';
import { changes } from '../vocabulary/arks-series.js';
import { grouping } from '../vocabulary/identity.js';
import { signal } from '../vocabulary/signal.js';

/** Long enough for the kubelet to have started a container again several times, though it waits longer each time. */
export const RESTARTS_WINDOW = '30m';
const PROCESS = ['namespace', 'pod'] as const;

/** How often the process in one pod of the plugin began anew; a pod that a rollout puts in its place is another pod. */
export const pluginRestarts = signal({
  title: 'Plugin restarts',
  unit: 'count',
  description:
    `How often the process of the gateway plugin in one pod restarted within ${RESTARTS_WINDOW}. Source: the start time of ` +
    'the process, compared from scrape to scrape, so two restarts between two scrapes count as one.',
  labels: PROCESS,
  query: (view) => {
    const plugin = { label: 'job', operator: '=', value: gateway.ours.job } as const;
    const restarts = changes('process_start_time_seconds', RESTARTS_WINDOW, [plugin, ...view.matchers]);
    return maxBy(grouping(view, ...PROCESS), restarts);
  },
});
