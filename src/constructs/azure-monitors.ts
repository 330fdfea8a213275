import type { AzureServiceMonitorSpec } from '../../imports/azure.js';
import type { Endpoint, Selecting } from '../scraping/monitor-spec.js';

type AzureEndpoint = AzureServiceMonitorSpec['endpoints'][number];

/** What is selected, with the limits that every definition of Azure's add-on knows (imports/azure.ts). */
export function azureSelecting(spec: Selecting): Omit<AzureServiceMonitorSpec, 'endpoints'> {
  const { sampleLimit, labelLimit, labelNameLengthLimit, labelValueLengthLimit, targetLimit } = spec;
  const { namespaceSelector, selector } = spec;
  return {
    sampleLimit,
    labelLimit,
    labelNameLengthLimit,
    labelValueLengthLimit,
    ...(targetLimit === undefined ? {} : { targetLimit }),
    ...(namespaceSelector === undefined ? {} : { namespaceSelector }),
    selector,
  };
}

/**
 * An endpoint without rules that rename metrics, which Azure Monitor does not support: names arrive as they are, or are not kept.
 * Its add-on reads no authority of ours, so the certificate of the operator is not verified.
 */
export function azureEndpoint({ metricRelabelings, tlsConfig, ...endpoint }: Endpoint): AzureEndpoint {
  return {
    ...endpoint,
    ...(tlsConfig === undefined ? {} : { tlsConfig: { insecureSkipVerify: tlsConfig.insecureSkipVerify } }),
    metricRelabelings: metricRelabelings.filter(({ targetLabel }) => targetLabel !== '__name__'),
  };
}
