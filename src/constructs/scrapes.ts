import { type ApiObject, type ApiObjectMetadata, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { AzurePodMonitor, AzureServiceMonitor } from '../../imports/azure.js';
import { PodMonitor, type PodMonitorSpec, ServiceMonitor, type ServiceMonitorSpec } from '../../imports/monitoring.js';
import {
  VmPodScrape,
  type VmPodScrapeSpec,
  VmServiceScrape,
  type VmServiceScrapeSpec,
} from '../../imports/victoria-metrics.js';
import type { Environment } from '../config/environment.js';
import { PREDICTED_ANNOTATION } from '../config/own-keys.js';
import type { Forecast } from '../scraping/forecast.js';
import type { Endpoint, PodEndpoint, PodScrapeSpec, Selecting, ServiceScrapeSpec } from '../scraping/monitor-spec.js';
import { keep } from '../scraping/relabeling.js';
import { azureEndpoint, azureSelecting } from './azure-monitors.js';
import { NOT_FOR_FLUX } from './flux.js';
import { unknownOfMonitors } from './operator-fields.js';
import { vmRelabeling } from './vm-relabeling.js';

/** Prometheus reads 16MB in powers of 1024, and VictoriaMetrics in powers of 1000. */
const DECIMAL_IN_VM = /([KMG])B$/;
/** Of one target, as a multiple of the samples of a scrape: what serves has few new series after its start. */
const SERIES_OF_A_DAY = 2;

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
    return new VmServiceScrape(scope, id, { metadata, spec: vmServiceScrapeSpec(spec) });
  }
  if (environment.scrape.target === 'azure') {
    const own = { ...azureSelecting(spec), ...labelsOfServices(spec), endpoints: spec.endpoints.map(azureEndpoint) };
    return new AzureServiceMonitor(scope, id, { metadata, spec: own });
  }
  return known(new ServiceMonitor(scope, id, { metadata, spec: spec satisfies ServiceMonitorSpec }), environment, spec);
}

/** Scrapes Pods: a PodMonitor, that of Azure, or a VMPodScrape where VictoriaMetrics scrapes. */
export function podScrape(scope: Construct, id: string, props: Props<PodScrapeSpec>): ApiObject {
  const { environment, spec } = props;
  const metadata = withPrediction(props);
  if (environment.rules.target === 'victoriametrics') {
    return new VmPodScrape(scope, id, { metadata, spec: vmPodScrapeSpec(spec) });
  }
  const podMetricsEndpoints = spec.podMetricsEndpoints.map(byNumber);
  if (environment.scrape.target === 'azure') {
    const own = { ...azureSelecting(spec), podMetricsEndpoints: podMetricsEndpoints.map(azureEndpoint) };
    return new AzurePodMonitor(scope, id, { metadata, spec: own });
  }
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

/** By number, a port is kept by a rule: `portNumber` is known from 0.79 of the operator on, and to no Alloy up to 1.7. */
function byNumber({ portNumber, relabelings = [], ...endpoint }: PodEndpoint): Endpoint {
  if (portNumber === undefined) return { ...endpoint, relabelings };
  return {
    ...endpoint,
    relabelings: [keep('__meta_kubernetes_pod_container_port_number', String(portNumber)), ...relabelings],
  };
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

function vmServiceScrapeSpec({ endpoints, ...selecting }: ServiceScrapeSpec): VmServiceScrapeSpec {
  return {
    ...vmSelecting(selecting),
    ...labelsOfServices(selecting),
    endpoints: endpoints.map((endpoint) => vmEndpoint(endpoint, selecting)),
  };
}

function labelsOfServices({ targetLabels }: Pick<ServiceScrapeSpec, 'targetLabels'>): { targetLabels?: string[] } {
  return targetLabels === undefined ? {} : { targetLabels };
}

function vmPodScrapeSpec({ podMetricsEndpoints, ...selecting }: PodScrapeSpec): VmPodScrapeSpec {
  return {
    ...vmSelecting(selecting),
    podMetricsEndpoints: podMetricsEndpoints.map((endpoint) => {
      const { filterRunning } = endpoint;
      return { ...vmEndpoint(byNumber(endpoint), selecting), filterRunning };
    }),
  };
}

/**
 * `seriesLimit` is what Prometheus lacks: most different series of a target within a day. vmagent drops what is above it and keeps
 * the rest. A target that starts anew, or whose every label value changes once, has twice the series of a scrape.
 */
function vmSelecting({ sampleLimit, namespaceSelector, podTargetLabels, selector }: Selecting) {
  return {
    sampleLimit,
    seriesLimit: Math.min(SERIES_OF_A_DAY * sampleLimit, Number.MAX_SAFE_INTEGER),
    ...(podTargetLabels === undefined ? {} : { podTargetLabels }),
    ...(namespaceSelector === undefined ? {} : { namespaceSelector }),
    selector,
  };
}

/** The limits on labels and targets, and `enableHttp2`, have no counterpart, and only Pods are asked whether they run. */
function vmEndpoint(
  endpoint: Endpoint,
  { attachMetadata, bodySizeLimit }: Selecting,
): VmServiceScrapeSpec['endpoints'][number] {
  const { enableHttp2: _, filterRunning: __, followRedirects, relabelings, metricRelabelings, ...own } = endpoint;
  const { proxyUrl, ...same } = own;
  return {
    ...same,
    ...(proxyUrl === undefined ? {} : { proxyURL: proxyUrl }),
    ...(attachMetadata === undefined ? {} : { attach_metadata: { node: attachMetadata.node } }),
    follow_redirects: followRedirects,
    max_scrape_size: bodySizeLimit.replace(DECIMAL_IN_VM, '$1iB'),
    ...(relabelings === undefined ? {} : { relabelConfigs: vmRelabeling(relabelings) }),
    metricRelabelConfigs: vmRelabeling(metricRelabelings),
  };
}
