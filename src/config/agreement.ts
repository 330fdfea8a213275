import type { z } from 'zod';

type Namespaces = 'all' | readonly string[];

/** The settings of different sections that must agree with each other. */
interface Related {
  readonly cluster: { readonly label: string };
  readonly tenants: { readonly namespaces: Namespaces };
  readonly alerts: { readonly labels: Readonly<Record<string, string>>; readonly namespaces: Namespaces };
  readonly slos?: readonly { readonly selector: { readonly namespace?: string | undefined } }[] | undefined;
}

/** Reports settings that are right alone and wrong beside another section. */
export function checkAgreement(settings: Related, context: z.RefinementCtx): void {
  const { cluster, tenants, alerts } = settings;
  if (Object.hasOwn(alerts.labels, cluster.label)) {
    const message = 'must not be one of alerts.labels, which would hide which cluster an alert is from';
    context.addIssue({ code: 'custom', path: ['cluster', 'label'], message });
  }
  if (tenants.namespaces === 'all') return;
  for (const { namespace, path } of namespacesNamed(settings)) {
    if (namespace === undefined || tenants.namespaces.includes(namespace)) continue;
    const message = `must be one of tenants.namespaces, which are ${tenants.namespaces.join(', ')}`;
    context.addIssue({ code: 'custom', path, message });
  }
}

/** Where alerts and objectives name a namespace; about one that is no tenant's they would be silent for ever. */
function namespacesNamed({ alerts, slos = [] }: Related) {
  const ofAlerts = alerts.namespaces === 'all' ? [] : alerts.namespaces;
  return [
    ...ofAlerts.map((namespace, index) => ({ namespace, path: ['alerts', 'namespaces', index] })),
    ...slos.map(({ selector }, index) => ({
      namespace: selector.namespace,
      path: ['slos', index, 'selector', 'namespace'],
    })),
  ];
}
