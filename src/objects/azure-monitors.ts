import type { AzurePodMonitorSpec, AzureServiceMonitorSpec } from '../../imports/azure.js';
import type { Endpoint, PodScrapeSpec, Selecting, ServiceScrapeSpec } from '../scraping/monitor-spec.js';
import { byNumber, labelsOfServices } from './monitor-parts.js';

type AzureEndpoint = AzureServiceMonitorSpec['endpoints'][number];

/** What Azure's add-on scrapes behind Services. */
export function azureServiceSpec(spec: ServiceScrapeSpec): AzureServiceMonitorSpec {
  return { ...azureSelecting(spec), ...labelsOfServices(spec), endpoints: spec.endpoints.map(azureEndpoint) };
}

/** What Azure's add-on scrapes of Pods. */
export function azurePodSpec(spec: PodScrapeSpec): AzurePodMonitorSpec {
  const endpoints = spec.podMetricsEndpoints.map(byNumber);
  return { ...azureSelecting(spec), podMetricsEndpoints: endpoints.map(azureEndpoint) };
}

/** What is selected, with the limits that every definition of Azure's add-on knows (imports/azure.ts). */
function azureSelecting(spec: Selecting): Omit<AzureServiceMonitorSpec, 'endpoints'> {
  const { sampleLimit, labelLimit, labelNameLengthLimit, labelValueLengthLimit, targetLimit } = spec;
  const { namespaceSelector, podTargetLabels, selector } = spec;
  return {
    sampleLimit,
    labelLimit,
    labelNameLengthLimit,
    labelValueLengthLimit,
    ...(targetLimit === undefined ? {} : { targetLimit }),
    ...(podTargetLabels === undefined ? {} : { podTargetLabels }),
    ...(namespaceSelector === undefined ? {} : { namespaceSelector }),
    selector,
  };
}

/**
 * An endpoint without rules that rename metrics, which Azure Monitor does not support: names arrive as they are, or are not kept.
 * Its add-on reads no authority of ours, so the certificate of the operator is not verified.
 */
function azureEndpoint({
  metricRelabelings,
  tlsConfig,
  proxyUrl: _,
  basicAuth: __,
  ...endpoint
}: Endpoint): AzureEndpoint {
  return {
    ...endpoint,
    ...(tlsConfig === undefined ? {} : { tlsConfig: { insecureSkipVerify: tlsConfig.insecureSkipVerify } }),
    metricRelabelings: metricRelabelings.filter(({ targetLabel }) => targetLabel !== '__name__'),
  };
}
