import { type ApiObject, type ApiObjectMetadata, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { AzurePodMonitor, AzureServiceMonitor } from '../../imports/azure.js';
import { PodMonitor, type PodMonitorSpec, ServiceMonitor, type ServiceMonitorSpec } from '../../imports/monitoring.js';
import { VmPodScrape, VmServiceScrape } from '../../imports/victoria-metrics.js';
import type { Environment } from '../config/environment.js';
import { PREDICTED_ANNOTATION } from '../config/own-keys.js';
import { azurePodSpec, azureServiceSpec } from '../objects/azure-monitors.js';
import { NOT_FOR_FLUX } from '../objects/flux.js';
import { byNumber } from '../objects/monitor-parts.js';
import { unknownOfMonitors } from '../objects/operator-fields.js';
import { vmPodSpec, vmServiceSpec } from '../objects/vm-monitors.js';
import type { Forecast } from '../scraping/forecast.js';
import type { PodScrapeSpec, ServiceScrapeSpec } from '../scraping/monitor-spec.js';

/** What Flux reads as a variable of its own, or as an escape of one. */
const FOR_FLUX = /\$[${]/;

interface Props<Spec> {
  readonly environment: Environment;
  /** What is predicted of a target, for whoever reviews what is kept. */
  readonly forecasts: readonly Forecast[];
  readonly metadata: ApiObjectMetadata;
  readonly spec: Spec;
}

/** Scrapes what stands behind Services: a ServiceMonitor, that of Azure, or a VMServiceScrape where VictoriaMetrics scrapes. */
export function serviceScrape(scope: Construct, id: string, props: Props<ServiceScrapeSpec>): ApiObject {
  const { environment, spec } = props;
  const metadata = withPrediction(props);
  if (environment.rules.target === 'victoriametrics') {
    return new VmServiceScrape(scope, id, { metadata, spec: vmServiceSpec(spec) });
  }
  if (environment.scrape.target === 'azure') {
    return new AzureServiceMonitor(scope, id, { metadata, spec: azureServiceSpec(spec) });
  }
  return known(new ServiceMonitor(scope, id, { metadata, spec: spec satisfies ServiceMonitorSpec }), environment, spec);
}

/** Scrapes Pods: a PodMonitor, that of Azure, or a VMPodScrape where VictoriaMetrics scrapes. */
export function podScrape(scope: Construct, id: string, props: Props<PodScrapeSpec>): ApiObject {
  const { environment, spec } = props;
  const metadata = withPrediction(props);
  if (environment.rules.target === 'victoriametrics') {
    return new VmPodScrape(scope, id, { metadata, spec: vmPodSpec(spec) });
  }
  if (environment.scrape.target === 'azure') {
    return new AzurePodMonitor(scope, id, { metadata, spec: azurePodSpec(spec) });
  }
  const podMetricsEndpoints = spec.podMetricsEndpoints.map(byNumber);
  return known(
    new PodMonitor(scope, id, { metadata, spec: { ...spec, podMetricsEndpoints } satisfies PodMonitorSpec }),
    environment,
    spec,
  );
}

/** Without what the operator of the environment does not know: the API server would refuse the whole object. */
function known(
  monitor: ApiObject,
  environment: Pick<Environment, 'monitoring' | 'scrape' | 'rules'>,
  spec: object,
): ApiObject {
  const unknown = unknownOfMonitors(environment).filter((field) => Object.hasOwn(spec, field));
  monitor.addJsonPatch(...unknown.map((field) => JsonPatch.remove(`/spec/${field}`)));
  return monitor;
}

/** For whoever reviews a change of what is kept: series that a target of each generation keeps, of those it shows. */
export function withPrediction({ forecasts, metadata, spec }: Omit<Props<unknown>, 'environment'>): ApiObjectMetadata {
  const predicted = forecasts.map(
    ({ exporter, generation, kept, exposed }) => `${exporter} ${generation}: ${kept} of ${exposed}`,
  );
  const forFlux = FOR_FLUX.test(JSON.stringify(spec)) ? NOT_FOR_FLUX : {};
  return {
    ...metadata,
    annotations: { ...metadata.annotations, ...forFlux, [PREDICTED_ANNOTATION]: predicted.join(', ') },
  };
}
