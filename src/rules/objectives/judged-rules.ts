import type { Environment } from '../../config/environment.js';
import type { Objective } from '../../config/objectives.js';
import { type Stored, text } from '../../promql/build.js';
import { type Judged, judgedAt } from '../../signals/latency/judged.js';
import { objectiveEvents, objectiveLate, objectiveUnjudged } from '../../signals/objectives/objectives.js';
import { ruleView } from '../../signals/vocabulary/view.js';
import type { RecordRule } from '../rule-group.js';
import { enginesOf, HISTOGRAMS } from './indicator.js';

/** What each recorded series says. */
const RECORDS: readonly (readonly [Stored, keyof Judged])[] = [
  [objectiveEvents, 'events'],
  [objectiveLate, 'late'],
  [objectiveUnjudged, 'unjudged'],
];

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
      return RECORDS.map(([{ record }, part]) => ({
        record,
        expr: text(judged[part]),
        labels: { slo: name, runtime },
      }));
    });
}
