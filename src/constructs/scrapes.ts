import { type ApiObject, type ApiObjectMetadata, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { PodMonitor, type PodMonitorSpec, ServiceMonitor, type ServiceMonitorSpec } from '../../imports/monitoring.js';
import {
  VmPodScrape,
  type VmPodScrapeSpec,
  VmServiceScrape,
  type VmServiceScrapeSpec,
} from '../../imports/victoria-metrics.js';
import type { Environment } from '../config/environment.js';
import { PREDICTED_ANNOTATION } from '../config/own-keys.js';
import type { SurfaceName } from '../config/surfaces.js';
import { forecastOf } from '../rules/forecast.js';
import { NOT_FOR_FLUX } from './flux.js';
import { unknownOfMonitors } from './operator-fields.js';
import { keep, type RelabelRule } from './relabeling.js';
import type { scrapeLimits, scrapeSettings, tenantNamespaces } from './scrape-settings.js';
import { vmRelabeling } from './vm-relabeling.js';

/** Prometheus reads 16MB in powers of 1024, and VictoriaMetrics in powers of 1000. */
const DECIMAL_IN_VM = /([KMG])B$/;
/** Of one target, as a multiple of the samples of a scrape: what serves has few new series after its start. */
const SERIES_OF_A_DAY = 2;

/** What every monitor of ours says of its endpoint, by the names of the Prometheus Operator. */
type Endpoint = Omit<ReturnType<typeof scrapeSettings>, 'scheme'> & {
  readonly scheme: 'http' | 'https';
  readonly port?: string;
  readonly authorization?: { readonly type: string; readonly credentials: { name: string; key: string } };
  readonly tlsConfig?: {
    readonly insecureSkipVerify: boolean;
    readonly serverName?: string;
    readonly ca?: { configMap?: { name: string; key: string }; secret?: { name: string; key: string } };
  };
  readonly relabelings?: RelabelRule[];
  readonly metricRelabelings: RelabelRule[];
};
type PodEndpoint = Endpoint & { readonly portNumber?: number };

/** What is scraped, said once for both operators. */
interface Selecting extends ReturnType<typeof scrapeLimits> {
  readonly namespaceSelector: ReturnType<typeof tenantNamespaces>;
  readonly selector: {
    readonly matchLabels: Record<string, string>;
    readonly matchExpressions?: { key: string; operator: 'In'; values: string[] }[];
  };
}
export type ServiceScrapeSpec = Selecting & {
  readonly endpoints: Endpoint[];
  /** Only for the Prometheus Operator. */
  readonly scrapeClass?: string;
};
export type PodScrapeSpec = Selecting & { readonly podMetricsEndpoints: PodEndpoint[] };

interface Props<Spec> {
  readonly environment: Environment;
  readonly surface: SurfaceName;
  readonly metadata: ApiObjectMetadata;
  readonly spec: Spec;
}

/** Scrapes what stands behind Services: a ServiceMonitor, or a VMServiceScrape where VictoriaMetrics scrapes. */
export function serviceScrape(scope: Construct, id: string, props: Props<ServiceScrapeSpec>): ApiObject {
  const { environment, spec } = props;
  const metadata = withPrediction(props);
  if (environment.rules.target !== 'victoriametrics') {
    return known(new ServiceMonitor(scope, id, { metadata, spec: spec satisfies ServiceMonitorSpec }), environment);
  }
  return new VmServiceScrape(scope, id, { metadata, spec: vmServiceScrapeSpec(spec) });
}

/** Scrapes Pods: a PodMonitor, or a VMPodScrape where VictoriaMetrics scrapes. */
export function podScrape(scope: Construct, id: string, props: Props<PodScrapeSpec>): ApiObject {
  const { environment, spec } = props;
  const metadata = withPrediction(props);
  if (environment.rules.target !== 'victoriametrics') {
    const endpoints = { podMetricsEndpoints: spec.podMetricsEndpoints.map(byNumber) };
    return known(
      new PodMonitor(scope, id, { metadata, spec: { ...spec, ...endpoints } satisfies PodMonitorSpec }),
      environment,
    );
  }
  return new VmPodScrape(scope, id, { metadata, spec: vmPodScrapeSpec(spec) });
}

/** Without what the operator of the environment does not know: the API server would refuse the whole object. */
function known(monitor: ApiObject, environment: Environment): ApiObject {
  monitor.addJsonPatch(...unknownOfMonitors(environment).map((field) => JsonPatch.remove(`/spec/${field}`)));
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
function withPrediction({ environment, surface, metadata, spec }: Props<unknown>): ApiObjectMetadata {
  const predicted = forecastOf(surface, environment).map(
    ({ exporter, generation, kept, exposed }) => `${exporter} ${generation}: ${kept} of ${exposed}`,
  );
  const forFlux = JSON.stringify(spec).includes('$$') ? NOT_FOR_FLUX : {};
  return {
    ...metadata,
    annotations: { ...metadata.annotations, ...forFlux, [PREDICTED_ANNOTATION]: predicted.join(', ') },
  };
}

function vmServiceScrapeSpec({ endpoints, scrapeClass: _, ...selecting }: ServiceScrapeSpec): VmServiceScrapeSpec {
  return { ...vmSelecting(selecting), endpoints: endpoints.map((endpoint) => vmEndpoint(endpoint, selecting)) };
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
function vmSelecting({ sampleLimit, namespaceSelector, selector }: Selecting) {
  return {
    sampleLimit,
    seriesLimit: Math.min(SERIES_OF_A_DAY * sampleLimit, Number.MAX_SAFE_INTEGER),
    namespaceSelector,
    selector,
  };
}

/** The limits on labels and targets, and `enableHttp2`, have no counterpart, and only Pods are asked whether they run. */
function vmEndpoint(endpoint: Endpoint, { bodySizeLimit }: Selecting): VmServiceScrapeSpec['endpoints'][number] {
  const { enableHttp2: _, filterRunning: __, followRedirects, relabelings, metricRelabelings, ...same } = endpoint;
  return {
    ...same,
    follow_redirects: followRedirects,
    max_scrape_size: bodySizeLimit.replace(DECIMAL_IN_VM, '$1iB'),
    ...(relabelings === undefined ? {} : { relabelConfigs: vmRelabeling(relabelings) }),
    metricRelabelConfigs: vmRelabeling(metricRelabelings),
  };
}
