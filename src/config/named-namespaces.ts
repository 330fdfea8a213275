import { z } from 'zod';

type Context = z.RefinementCtx;

const tenantNamespaces = z.object({ tenants: z.object({ namespaces: z.array(z.string()) }) });
const alertNamespaces = z.object({ alerts: z.object({ namespaces: z.array(z.unknown()) }) });
const overrides = z.object({ alerts: z.object({ overrides: z.array(z.unknown()) }) });
const override = z.object({ namespaces: z.array(z.unknown()) });
const routing = z.object({
  alertmanager: z.object({ routes: z.object({ tenants: z.record(z.string(), z.unknown()).optional() }) }),
});
const objectives = z.object({ slos: z.array(z.unknown()) });
const objective = z.object({ selector: z.object({ namespace: z.string() }) });

/** Whatever names a namespace of tenants names one that is watched. */
export function checkTenantsNamed(settings: unknown, context: Context): void {
  const { success, data } = tenantNamespaces.safeParse(settings);
  if (!success) return;
  const { namespaces } = data.tenants;
  for (const { namespace, path } of namespacesNamed(settings)) {
    if (typeof namespace !== 'string' || namespaces.includes(namespace)) continue;
    const message = `must be one of tenants.namespaces, which are ${namespaces.join(', ')}`;
    context.addIssue({ code: 'custom', path, message, params: { candidates: namespaces } });
  }
}

/** About a namespace that alerts are not about, an override would change nothing. */
export function checkOverridesNamed(settings: unknown, context: Context): void {
  const named = alertNamespaces.safeParse(settings).data?.alerts.namespaces.filter((one) => typeof one === 'string');
  if (named === undefined) return;
  for (const { namespace, path } of namespacesOfOverrides(settings)) {
    if (typeof namespace !== 'string' || named.includes(namespace)) continue;
    const message = `must be one of alerts.namespaces, which are ${named.join(', ')}`;
    context.addIssue({ code: 'custom', path, message, params: { candidates: named } });
  }
}

function namespacesOfOverrides(settings: unknown) {
  return (overrides.safeParse(settings).data?.alerts.overrides ?? []).flatMap((one, index) =>
    (override.safeParse(one).data?.namespaces ?? []).map((namespace, place) => ({
      namespace,
      path: ['alerts', 'overrides', index, 'namespaces', place],
    })),
  );
}

/** Where alerts, overrides and objectives name a namespace; about one that is no tenant's they would be silent for ever. */
function namespacesNamed(settings: unknown) {
  const ofAlerts = alertNamespaces.safeParse(settings).data?.alerts.namespaces ?? [];
  const ofObjectives = objectives.safeParse(settings).data?.slos ?? [];
  const ofRoutes = Object.keys(routing.safeParse(settings).data?.alertmanager.routes.tenants ?? {});
  return [
    ...ofRoutes.map((namespace) => ({ namespace, path: ['alertmanager', 'routes', 'tenants', namespace] })),
    ...namespacesOfOverrides(settings),
    ...ofAlerts.map((namespace, index) => ({ namespace, path: ['alerts', 'namespaces', index] })),
    ...ofObjectives.map((one, index) => ({
      namespace: objective.safeParse(one).data?.selector.namespace,
      path: ['slos', index, 'selector', 'namespace'],
    })),
  ];
}
