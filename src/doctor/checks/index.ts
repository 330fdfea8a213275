import type { Check } from '../check.js';
import { alertmanagerChecks } from './alertmanager/index.js';
import { buckets } from './buckets.js';
import { grafanaChecks } from './grafana/index.js';
import { interval } from './interval.js';
import { kubernetesCauses, kubernetesRest } from './kubernetes/index.js';
import { labelsMissing } from './labels-missing.js';
import { limitsUnreachable } from './limits-unreachable.js';
import { metricsDropped } from './metrics-dropped.js';
import { metricsMissing } from './metrics-missing.js';
import { metricsUnknown } from './metrics-unknown.js';
import { monitorUnknown } from './monitor-unknown.js';
import { nothingKept } from './nothing-kept.js';
import { recordsEmpty } from './records-empty.js';
import { retention } from './retention.js';
import { rulesDiffer } from './rules-differ.js';
import { rulesFailing } from './rules-failing.js';
import { rulesLate } from './rules-late.js';
import { rulesUnloaded } from './rules-unloaded.js';
import { samples } from './samples.js';
import { scrapedTwice } from './scraped-twice.js';
import { targetsDown } from './targets-down.js';
import { targetsNone } from './targets-none.js';
import { targetsRenamed } from './targets-renamed.js';
import { unanswered } from './unanswered.js';

/** Every check, what explains others before what follows from it, and what hurts most first. */
export const checks: readonly Check[] = [
  ...kubernetesCauses,
  monitorUnknown,
  targetsNone,
  ...kubernetesRest,
  targetsDown,
  targetsRenamed,
  nothingKept,
  labelsMissing,
  metricsDropped,
  metricsMissing,
  rulesUnloaded,
  ...alertmanagerChecks,
  ...grafanaChecks,
  scrapedTwice,
  rulesFailing,
  rulesLate,
  rulesDiffer,
  recordsEmpty,
  retention,
  buckets,
  limitsUnreachable,
  interval,
  samples,
  metricsUnknown,
  unanswered,
];
