import { z } from 'zod';

const rule = z.strictObject({
  record: z.string().exactOptional(),
  alert: z.string().exactOptional(),
  expr: z.string().min(1),
  for: z.string().exactOptional(),
  labels: z.record(z.string(), z.string()).exactOptional(),
  annotations: z.record(z.string(), z.string()).exactOptional(),
});

/** A rule file as Prometheus reads it, of what is used here; Amazon takes it as it is. */
export const ruleFile = z.strictObject({
  groups: z.array(z.strictObject({ name: z.string(), interval: z.string(), rules: z.array(rule) })),
});

/** Longest text of a label or an annotation, most labels of a rule and most rules of a group that Azure takes. */
const AZURE = { text: 1_024, labels: 10, rules: 20 } as const;
const azureTexts = z.record(
  z.string(),
  z.string().max(AZURE.text, `must not be longer than ${AZURE.text} letters in Azure`),
);
const azureRule = rule.extend({
  labels: azureTexts
    .refine((labels) => Object.keys(labels).length <= AZURE.labels, `must be at most ${AZURE.labels} in Azure`)
    .exactOptional(),
  annotations: azureTexts.exactOptional(),
});

/**
 * A rule file that becomes Microsoft.AlertsManagement/prometheusRuleGroups: the bounds of PrometheusRuleGroups.json of 2023-03-01
 * (Azure/azure-rest-api-specs at 05feb6fd) and of the converter's own schema (Azure/prometheus-collector,
 * tools/az-prom-rules-converter at 213bb959).
 */
export const azureRuleFile = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string().regex(/^[^:@/#{}%&+*<>?\\]+$/),
      interval: z.string(),
      rules: z.array(azureRule).min(1).max(AZURE.rules, `must be at most ${AZURE.rules} in Azure`),
    }),
  ),
});
