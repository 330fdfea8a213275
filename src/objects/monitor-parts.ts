import type { Endpoint, PodEndpoint, ServiceScrapeSpec } from '../scraping/monitor-spec.js';
import { keep } from '../scraping/relabeling.js';

/** By number, a port is kept by a rule: `portNumber` is known from 0.79 of the operator on, and to no Alloy up to 1.7. */
export function byNumber({ portNumber, relabelings = [], ...endpoint }: PodEndpoint): Endpoint {
  if (portNumber === undefined) return { ...endpoint, relabelings };
  return {
    ...endpoint,
    relabelings: [keep('__meta_kubernetes_pod_container_port_number', String(portNumber)), ...relabelings],
  };
}

/** The labels of Services that their targets take over; Pods have no such field. */
export function labelsOfServices({ targetLabels }: Pick<ServiceScrapeSpec, 'targetLabels'>): {
  targetLabels?: string[];
} {
  return targetLabels === undefined ? {} : { targetLabels };
}
