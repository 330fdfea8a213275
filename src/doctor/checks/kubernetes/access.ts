import { isOfTenants } from '../../../config/surfaces.js';
import type { Plan } from '../../../plan/plan.js';
import { namespaceOf } from '../../../scraping/places.js';
import { check, type FindingOf } from '../../check.js';
import type { Topic } from '../../finding.js';
import { PAGES } from '../../pages.js';
import { namesText } from '../../words.js';

/** Namespaces in which Prometheus may not find targets. */
export const access = check(
  'kubernetes-access',
  ['kubernetes'],
  ({ kubernetes: { denied = [], context } }, { plan }): readonly FindingOf[] => {
    const [first] = denied;
    if (first === undefined) return [];
    const namespaces = [...new Set(denied.map(({ namespace }) => namespace))];
    const resources = [...new Set(denied.map(({ resource }) => resource))];
    return [
      {
        severity: 'error',
        subject: `Prometheus may not list ${resources.join(', ')} in ${namesText(namespaces)}`,
        evidence: [
          {
            query: `kubectl --context=${context} auth can-i ${first.verb} ${first.resource} --as=${first.account} --namespace=${first.namespace}`,
            value: 'no',
          },
        ],
        meaning: 'It finds no target there, whatever our monitors select, and says so in its log only.',
        remedy: 'Set monitoring.prometheusServiceAccount: then a role and its bindings for that account are written.',
        page: PAGES.security,
        explains: surfacesWithin(namespaces, plan),
      },
    ];
  },
);

/** The surfaces of which every namespace is among these; of tenants whom nobody lists none is known. */
function surfacesWithin(denied: readonly string[], { environment, scraped }: Plan): readonly Topic[] {
  const { namespaces } = environment.tenants;
  const tenants = namespaces === 'all' ? denied : namespaces;
  return scraped
    .filter(({ name }) =>
      (isOfTenants(name) ? tenants : [namespaceOf(name, environment)]).every((one) => denied.includes(one)),
    )
    .map(({ name }) => `surface:${name}` as const);
}
