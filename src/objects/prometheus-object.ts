import { z } from 'zod';
import { type LabelSelector, matches } from './selection.js';

/** What every object of a cluster has; labels may be written as null. */
export const objectMetadata = z.object({
  name: z.string(),
  namespace: z.string().default(''),
  labels: z
    .record(z.string(), z.string())
    .nullish()
    .transform((all) => all ?? {}),
});

/** A selector as it is written: without one nothing is selected, and of namespaces only that of Prometheus. */
export const labelSelector = z
  .object({
    matchLabels: z.record(z.string(), z.string()).optional(),
    matchExpressions: z
      .array(z.object({ key: z.string(), operator: z.string(), values: z.array(z.string()).optional() }))
      .optional(),
  })
  .optional()
  .transform((one): LabelSelector | undefined => one && JSON.parse(JSON.stringify(one)));

/** What of a Prometheus of the operator says whom it selects, and in which namespaces. */
export const prometheusObject = z.object({
  metadata: objectMetadata,
  spec: z.object({
    serviceAccountName: z.string().default('default'),
    serviceMonitorSelector: labelSelector,
    serviceMonitorNamespaceSelector: labelSelector,
    podMonitorSelector: labelSelector,
    podMonitorNamespaceSelector: labelSelector,
    ruleSelector: labelSelector,
    ruleNamespaceSelector: labelSelector,
    ignoreNamespaceSelectors: z.boolean().default(false),
    enforcedNamespaceLabel: z.string().default(''),
  }),
});
export type PrometheusObject = z.output<typeof prometheusObject>;

/** Kinds of objects that a Prometheus selects, with the fields that say by which labels and in which namespaces. */
export const SELECTED_KINDS = {
  ServiceMonitor: { labels: 'serviceMonitorSelector', namespaces: 'serviceMonitorNamespaceSelector' },
  PodMonitor: { labels: 'podMonitorSelector', namespaces: 'podMonitorNamespaceSelector' },
  PrometheusRule: { labels: 'ruleSelector', namespaces: 'ruleNamespaceSelector' },
} as const;
export type SelectedKind = keyof typeof SELECTED_KINDS;
export const KINDS = ['ServiceMonitor', 'PodMonitor', 'PrometheusRule'] as const satisfies readonly SelectedKind[];

/** Whether a Prometheus selects objects of a kind that have these labels. */
export function selectsLabels(
  { spec }: PrometheusObject,
  kind: SelectedKind,
  labels: Readonly<Record<string, string>>,
): boolean {
  const selector = spec[SELECTED_KINDS[kind].labels];
  return selector !== undefined && matches(selector, { labels });
}

/** Whether a Prometheus looks for objects of a kind into a namespace with these labels. */
export function looksInto(
  { metadata, spec }: PrometheusObject,
  kind: SelectedKind,
  { name, labels }: { readonly name: string; readonly labels: Readonly<Record<string, string>> },
): boolean {
  const selector = spec[SELECTED_KINDS[kind].namespaces];
  return selector === undefined ? metadata.namespace === name : matches(selector, { labels });
}
