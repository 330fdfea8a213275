import type { VmPodScrapeSpec, VmServiceScrapeSpec } from '../../imports/victoria-metrics.js';
import type { Endpoint, PodScrapeSpec, Selecting, ServiceScrapeSpec } from '../scraping/monitor-spec.js';
import { byNumber, labelsOfServices } from './monitor-parts.js';
import { vmRelabeling } from './vm-relabeling.js';

/** Prometheus reads 16MB in powers of 1024, and VictoriaMetrics in powers of 1000. */
const DECIMAL_IN_VM = /([KMG])B$/;
/** Of one target, as a multiple of the samples of a scrape: what serves has few new series after its start. */
const SERIES_OF_A_DAY = 2;

/** What vmagent scrapes behind Services. */
export function vmServiceSpec({ endpoints, ...selecting }: ServiceScrapeSpec): VmServiceScrapeSpec {
  return {
    ...vmSelecting(selecting),
    ...labelsOfServices(selecting),
    endpoints: endpoints.map((endpoint) => vmEndpoint(endpoint, selecting)),
  };
}

/** What vmagent scrapes of Pods. */
export function vmPodSpec({ podMetricsEndpoints, ...selecting }: PodScrapeSpec): VmPodScrapeSpec {
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
