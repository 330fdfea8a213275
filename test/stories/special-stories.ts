import { abandonedStories } from './abandoned-special.js';
import { blindExporterStories, exporterCopyStories } from './blind-exporter.js';
import { bucketSpecialStories } from './buckets.js';
import { disaggregatedSpecialStories } from './disaggregated-special.js';
import { exporterGapStories } from './exporter-gap.js';
import { failedObjectStories } from './failed-objects.js';
import { gatewaySpecialStories } from './gateway-special.js';
import { guardStories } from './guards.js';
import { histogramSpecialStories } from './histograms.js';
import { impostorStories } from './impostors.js';
import { countingImpostorStories } from './impostors-counting.js';
import { missedApplicationStories } from './missed-applications.js';
import { churningStories, narrowedStories, nothingKeptStories, scrapeBudgetStories } from './narrowed.js';
import { quotaOfZeroStories } from './quotas-of-zero.js';
import { refusedStories } from './refused.js';
import { modelSpecialStories, quotaSpecialStories } from './resources-special.js';
import { rolloutStories } from './rollout.js';
import { routeRuleStories } from './route-rules.js';
import { latencyStories } from './runtime-latency-special.js';
import { loadStories, prefixCacheStories } from './runtime-load-special.js';
import { rankStories, stalledStories, rolloutStories as underLoadStories } from './runtime-special.js';
import { answerStories, dynamoStories, roleStories, startStories, vanishingStories } from './runtime-state-special.js';
import type { SpecialStory } from './special.js';
import { accountingStories, dominanceStories } from './tenants-special.js';
import { unrecordedStories } from './unrecorded.js';

/** Every story that only one alert has to stand, by subject. */
export const specialStories: Readonly<Record<string, readonly SpecialStory[]>> = {
  'an engine that hangs': stalledStories,
  'the ranks of SGLang': rankStories,
  'a rollout from vLLM V0 to V1 under load': underLoadStories,
  'replicas that vanish': vanishingStories,
  'an application that starts': startStories,
  'the roles of a disaggregated application': roleStories,
  'targets that answer, or do not': answerStories,
  'frontends of Dynamo': dynamoStories,
  'load and its replicas': loadStories,
  'a prefix cache that is used less': prefixCacheStories,
  'clients that leave, requests that are turned away': abandonedStories,
  'buckets of their own': bucketSpecialStories,
  'latency by runtime': latencyStories,
  'what everybody goes through': gatewaySpecialStories,
  'disaggregated serving': disaggregatedSpecialStories,
  'alerts narrowed to another namespace': narrowedStories,
  'targets of every surface': scrapeBudgetStories,
  'targets of every surface that add series': churningStories,
  'targets of which nothing is kept': nothingKeptStories,
  'targets whose scrape is refused': refusedStories,
  'histograms that do not arrive': histogramSpecialStories,
  'series that nothing records': unrecordedStories,
  'a rollout from one generation to the next': rolloutStories,
  'conditions of neighbours': guardStories,
  'tokens of gateway and engines': accountingStories,
  'one user among others': dominanceStories,
  quotas: quotaSpecialStories,
  'rules of one route': routeRuleStories,
  'the exporter of custom resources is restarted': exporterGapStories,
  'the exporter of custom resources may not list': blindExporterStories,
  'the exporter of custom resources is several pods': exporterCopyStories,
  'targets of a tenant that are called like parts of the platform': impostorStories,
  'what such targets count': countingImpostorStories,
  'applications of which nothing is there': missedApplicationStories,
  'what has failed': failedObjectStories,
  'a quota of 0': quotaOfZeroStories,
  'a model that is loaded': modelSpecialStories,
};
