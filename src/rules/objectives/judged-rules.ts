import type { Environment } from '../../config/environment.js';
import type { Objective } from '../../config/objectives.js';
import { text } from '../../promql/build.js';
import { type Judged, judgedAt } from '../../signals/judged.js';
import { ruleView } from '../../signals/view.js';
import type { RecordRule } from '../rule-group.js';
import { enginesOf, HISTOGRAMS } from './indicator.js';

/** What each recorded series says. */
const RECORDS: Readonly<Record<string, keyof Judged>> = {
  'application:arks_slo_events:rate5m': 'events',
  'application:arks_slo_late:rate5m': 'late',
  'application:arks_slo_unjudged_replicas:count': 'unjudged',
};

/** What an objective of a latency rests on, three rules a runtime; none where it counts something else. */
export function judgedRules(
  objective: Objective,
  { cluster, runtimes }: Pick<Environment, 'cluster' | 'runtimes'>,
): readonly RecordRule[] {
  const { indicator, name, thresholdSeconds } = objective;
  const histogram = HISTOGRAMS[indicator];
  if (histogram === undefined || thresholdSeconds === undefined) return [];
  const asked = { boundSeconds: thresholdSeconds, matchers: enginesOf(objective) };
  return histogram.readings
    .filter(([runtime]) => runtimes.includes(runtime))
    .flatMap(([runtime, reading]) => {
      const judged = judgedAt({ runtime, reading, ...asked }, ruleView(cluster.label));
      return Object.entries(RECORDS).map(([record, part]) => ({
        record,
        expr: text(judged[part]),
        labels: { slo: name, runtime },
      }));
    });
}
