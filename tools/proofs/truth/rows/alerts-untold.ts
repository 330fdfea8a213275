import {
  interTokenLatencyP95,
  requestLatencyP95,
  timeToFirstTokenP95,
} from '../../../../src/signals/latency/latency.js';
import * as objectives from '../../../../src/signals/objectives/objectives.js';
import { signalsOfOthers } from '../../../../src/signals/registry.js';
import * as age from '../../../../src/signals/scraping/age.js';
import { groupEvaluated } from '../../../../src/signals/scraping/evaluation.js';
import type { Untold } from '../row.js';

const EVALUATION = 'says when rules were evaluated, which here is always; stories stop groups';
const PERCENTILE = 'percentiles have a table of their own';
const LIMITS = 'no state of the model: what a target shows against its limit; stories and the fault matrix hold it';
const LONGER = 'it looks back further than the play is long; stories of objectives hold it';

/** Signals of alerts and panels of which the simulator knows no truth. */
export const alertsUntold: readonly Untold[] = [
  ...[groupEvaluated, age.recordsAge].map(({ title }) => ({ name: title, why: EVALUATION })),
  {
    name: objectives.objectiveTarget.title,
    why: 'what the environment promises: nothing happens that could be counted',
  },
  { name: objectives.objectiveAttainment.title, why: LONGER },
  ...[timeToFirstTokenP95.record, interTokenLatencyP95.record, requestLatencyP95.record, 'Gateway latency, p95'].map(
    (name) => ({ name, why: PERCENTILE }),
  ),
  ...['Share of the sample budget', 'New series against the sample limit'].map((name) => ({ name, why: LIMITS })),
  ...signalsOfOthers.map(({ title }) => ({
    name: title,
    why: 'monitors of others show it, and the simulator plays none of them',
  })),
];
