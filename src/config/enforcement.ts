import { z } from 'zod';
import type { Remark } from '../lib/remark.js';
import { SURFACES, surfaceFacts } from './surfaces.js';

const PLACES = ['together', 'perNamespace'] as const;
const ENFORCED = ['none', 'monitors'] as const;

/** Where monitors are written. */
export const monitorPlaces = z
  .enum(PLACES)
  .default('together')
  .describe(
    'Where monitors are written: together, in monitoring.namespace; perNamespace, each where its targets are, for a Prometheus ' +
      'that lets a monitor see its own namespace only (ignoreNamespaceSelectors). Needs a list under tenants.namespaces.',
  );

/** Whose series Prometheus says the namespace of, whatever they say themselves. */
export const enforcedNamespaceLabel = z
  .enum(ENFORCED, {
    error:
      'must be none or monitors; where rules are enforced, too, no record of several tenants and no alert about the platform ' +
      'could read anything, so exclude the rules of their namespace (docs/openshift.md)',
  })
  .default('none')
  .describe(
    'Of which of our objects Prometheus enforces the namespace (spec.enforcedNamespaceLabel): none, also where those of the ' +
      'platform and rules are in excludedFromEnforcement; monitors, where only rules are excluded, as in the user workload ' +
      'monitoring of OpenShift.',
  );

const read = z.object({
  tenants: z.object({ namespaces: z.unknown() }),
  scrape: z.object({ monitors: z.unknown() }),
  prometheus: z.object({ enforcedNamespaceLabel: z.unknown() }),
  surfaces: z.record(z.string(), z.unknown()),
});

const scraped = z.object({ enabled: z.literal(true) });

/** Reports monitors that are to be in namespaces nobody lists, and series that would lose the namespace of their tenant. */
export function checkNamespaces(settings: unknown, context: z.RefinementCtx): void {
  const { data } = read.safeParse(settings);
  if (data === undefined) return;
  const { tenants, scrape, prometheus, surfaces } = data;
  const issue = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
  if (scrape.monitors === 'perNamespace' && tenants.namespaces === 'all') {
    issue(
      ['scrape', 'monitors'],
      'must not be perNamespace where tenants.namespaces is all, since each monitor is written into a namespace that is listed',
    );
  }
  if (prometheus.enforcedNamespaceLabel !== 'monitors') return;
  if (scrape.monitors === 'together') {
    issue(
      ['scrape', 'monitors'],
      'must be perNamespace where prometheus.enforcedNamespaceLabel is monitors, which calls every tenant by the namespace of the monitor',
    );
  }
  for (const surface of SURFACES) {
    if (surfaceFacts[surface].saysTenants !== true || !scraped.safeParse(surfaces[surface]).success) continue;
    issue(
      ['surfaces', surface, 'enabled'],
      'must be false where prometheus.enforcedNamespaceLabel is monitors, which replaces the tenant that these series name by ' +
        'the namespace of the monitor; a Prometheus of your own can scrape them (docs/openshift.md)',
    );
  }
}

/** What an environment does without where Prometheus enforces namespaces. */
export function lostToEnforcement({
  prometheus,
  rules,
  monitoring,
}: {
  readonly prometheus: { readonly enforcedNamespaceLabel: string };
  readonly rules: { readonly namespace?: string | undefined };
  readonly monitoring: { readonly namespace: string };
}): readonly Remark[] {
  if (prometheus.enforcedNamespaceLabel !== 'monitors') return [];
  const { namespace = monitoring.namespace } = rules;
  return [
    {
      message:
        'warning: prometheus.enforcedNamespaceLabel is monitors: the gateway, Envoy and the custom resources are not watched, so there are ' +
        `no quotas, users and answers of the gateway; rules of ${namespace} must be excluded from enforcement (docs/openshift.md)`,
      setting: ['prometheus', 'enforcedNamespaceLabel'],
    },
  ];
}
