import type { z } from 'zod';

/** The settings of different sections that must agree with each other. */
interface Related {
  readonly cluster: { readonly label: string };
  readonly alerts: { readonly labels: Readonly<Record<string, string>> };
}

/** Reports settings that are right alone and wrong beside another section. */
export function checkAgreement({ cluster, alerts }: Related, context: z.RefinementCtx): void {
  if (Object.hasOwn(alerts.labels, cluster.label)) {
    const message = 'must not be one of alerts.labels, which would hide which cluster an alert is from';
    context.addIssue({ code: 'custom', path: ['cluster', 'label'], message });
  }
}
