import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { ClusterPodMonitoring, PodMonitoring } from '../../imports/google-monitoring.js';
import type { Environment } from '../config/environment.js';
import { clusterMetadata } from '../objects/metadata.js';
import type { Forecast } from '../scraping/forecast.js';
import type { PlacedPodMonitoring } from '../scraping/pod-monitoring-spec.js';
import { ofCluster } from './of-cluster.js';
import { withPrediction } from './scrapes.js';

interface Props {
  readonly environment: Environment;
  readonly component: string;
  readonly forecasts: readonly Forecast[];
  readonly placed: PlacedPodMonitoring;
}

/** What Google's collector scrapes of one namespace, or of the whole cluster. It reads every one, whatever its labels. */
export function podMonitoring(scope: Construct, { environment, component, forecasts, placed }: Props): ApiObject {
  const { name, namespace, spec } = placed;
  const metadata = withPrediction({ forecasts, spec, metadata: clusterMetadata({ environment, component, name }) });
  if (namespace !== undefined) return new PodMonitoring(scope, name, { metadata: { ...metadata, namespace }, spec });
  const monitoring = new ClusterPodMonitoring(scope, name, { metadata, spec });
  ofCluster(monitoring);
  return monitoring;
}
