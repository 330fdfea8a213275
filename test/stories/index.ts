import { bucketStories } from './buckets.js';
import { controlPlaneStories } from './control-plane.js';
import { disaggregatedStories } from './disaggregated.js';
import { gatewayStories } from './gateway.js';
import { histogramStories } from './histograms.js';
import { withMinutes } from './minutes.js';
import { monitoringStories } from './monitoring.js';
import { runtimeLatencyStories } from './runtime-latency.js';
import { runtimeLoadStories } from './runtime-load.js';
import { runtimeStateStories } from './runtime-state.js';
import type { AlertStories } from './story.js';
import { tenantsStories } from './tenants.js';

/** The stories of every alert, as the Prometheus of this run tells them. */
export const alertStories: readonly AlertStories[] = [
  ...runtimeStateStories,
  ...runtimeLoadStories,
  ...runtimeLatencyStories,
  ...bucketStories,
  ...disaggregatedStories,
  ...gatewayStories,
  ...tenantsStories,
  ...controlPlaneStories,
  ...monitoringStories,
  ...histogramStories,
].map(withMinutes);
