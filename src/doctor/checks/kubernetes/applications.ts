import { STARTED_BY_ARKS } from '../../../config/runtimes.js';
import { check, type FindingOf } from '../../check.js';
import { PAGES } from '../../pages.js';
import { namesText } from '../../words.js';

/** Applications that the environment does not watch. */
export const applications = check(
  'kubernetes-applications',
  ['kubernetes'],
  ({ kubernetes }, { plan, isOfEnvironment }): readonly FindingOf[] => {
    const { applications: all, context } = kubernetes;
    if (all === undefined || !isOfEnvironment) return [];
    const { tenants, runtimes } = plan.environment;
    const name = ({ metadata }: (typeof all)[number]) => `${metadata.namespace}/${metadata.name}`;
    const query = `kubectl --context=${context} get arksapplications,arksdisaggregatedapplications --all-namespaces`;
    const { namespaces } = tenants;
    const outside = namespaces === 'all' ? [] : all.filter(({ metadata }) => !namespaces.includes(metadata.namespace));
    const unserved = STARTED_BY_ARKS.filter(
      (runtime) => !runtimes.includes(runtime) && all.some(({ spec }) => spec.runtime === runtime),
    );
    return [
      ...(unserved.length === 0
        ? []
        : [
            {
              severity: 'error' as const,
              subject: `applications run ${unserved.join(', ')}, which runtimes does not name`,
              evidence: [
                {
                  query,
                  value: namesText(all.filter(({ spec }) => unserved.some((one) => one === spec.runtime)).map(name)),
                },
                { query: `runtimes of ${plan.environment.name}`, value: runtimes.join(', ') },
              ],
              meaning: 'Their targets are scraped, and nothing of them is kept.',
              remedy: `Add ${unserved.join(', ')} to runtimes.`,
              page: PAGES.runtimes,
            },
          ]),
      ...(outside.length === 0
        ? []
        : [
            {
              severity: 'warning' as const,
              subject: `${outside.length} applications are in namespaces that tenants.namespaces does not name`,
              evidence: [
                { query, value: namesText(outside.map(name)) },
                { query: `tenants.namespaces of ${plan.environment.name}`, value: namesText([...namespaces]) },
              ],
              meaning: 'No monitor looks there.',
              remedy: 'Name the namespace in tenants.namespaces, or leave it to the install that watches it.',
              page: PAGES.surfaces,
            },
          ]),
    ];
  },
);

/** Applications that do not run: what they lack is no fault of the monitoring. */
export const phases = check(
  'kubernetes-phases',
  ['kubernetes'],
  ({ kubernetes: { applications: all = [], context } }): readonly FindingOf[] => {
    const idle = all.filter(({ status }) => status.phase !== 'Running');
    if (idle.length === 0) return [];
    return [
      {
        severity: 'note',
        subject: `${idle.length} of ${all.length} applications are not Running`,
        evidence: [
          {
            query: `kubectl --context=${context} get arksapplications,arksdisaggregatedapplications --all-namespaces`,
            value: namesText(
              idle.map(
                ({ metadata, status }) =>
                  `${metadata.namespace}/${metadata.name}: ${status.phase === '' ? 'no phase' : status.phase}`,
              ),
            ),
          },
        ],
        meaning: 'Until they are, targets of theirs may be missing, and that is right.',
        remedy: 'Nothing here; kubectl describe says what they wait for.',
        page: PAGES.applicationFailed,
      },
    ];
  },
);
