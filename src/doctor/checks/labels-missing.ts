import { isOfTenants } from '../../config/surfaces.js';
import { countOf } from '../../promql/inventory.js';
import type { FindingOf } from '../check.js';
import { check } from '../check.js';
import { type ExpectedSurface, expectedOf } from '../expected.js';
import { PAGES } from '../pages.js';
import type { StoredSeries } from '../sources/prometheus-answers.js';
import { IDENTITY } from '../sources/stored.js';
import { namesText, unique } from '../words.js';

/** Labels by which rules tell replicas, tenants and clusters apart, and that series lack. */
export const labelsMissing = check(
  'labels-missing',
  ['prometheus'],
  ({ prometheus: { stored = [] } }, { plan, isOfEnvironment }) => {
    const { cluster } = plan.environment;
    const surfaces = expectedOf(plan);
    const identity = surfaces.flatMap((surface) => {
      const own = stored.filter((series) => series.surface === surface.name);
      const labels = isOfTenants(surface.name) ? IDENTITY : ['namespace'];
      return labels.flatMap((label) => lacking(surface, label, own));
    });
    if (!isOfEnvironment || cluster.name === undefined || stored.length === 0) return identity;
    return [...identity, ...ofOtherClusters(surfaces, stored, cluster.label, cluster.name)];
  },
);

function lacking(surface: ExpectedSurface, label: string, own: readonly StoredSeries[]): readonly FindingOf[] {
  const without = own.filter(({ labels }) => (labels[label] ?? '') === '');
  if (without.length === 0) return [];
  const names = unique(without.map(({ name }) => name));
  return [
    {
      severity: 'error',
      subject: `series of ${surface.name} lack the label ${label}`,
      evidence: [
        {
          query: countOf(names.slice(0, 1), [surface.targets, { label, operator: '=', value: '' }], ['job']),
          value: `${names.length} of ${unique(own.map(({ name }) => name)).length} metrics lack it: ${namesText(names)}`,
        },
      ],
      meaning: `Rules group by ${label}: replicas of different ${label === 'namespace' ? 'tenants' : 'applications'} fall together, or are found by none.`,
      remedy: `Compare the relabelings of monitor ${surface.monitors[0] ?? surface.name} with dist/: one that wrote ${label} is gone, or a labeldrop, also one of the Prometheus object or its scrape class, takes it away.`,
      page: PAGES.identity,
      ...(without.length === own.length ? { explains: [`surface:${surface.name}` as const] } : {}),
      mayFollowFrom: [`surface:${surface.name}`],
    },
  ];
}

function ofOtherClusters(
  surfaces: readonly ExpectedSurface[],
  stored: readonly StoredSeries[],
  label: string,
  name: string,
): readonly FindingOf[] {
  const other = stored.filter(({ labels }) => labels[label] !== name);
  const values = unique(other.map(({ labels }) => labels[label] ?? 'no value'));
  if (values.length === 0) return [];
  const where = unique(other.map(({ surface }) => surface));
  const [first] = surfaces.filter((surface) => where.includes(surface.name));
  return [
    {
      severity: 'error',
      subject: `${label} is not ${name} on series of ${where.join(', ')}, but ${namesText(values)}`,
      evidence: [
        {
          query: countOf(
            [],
            [...(first === undefined ? [] : [first.targets]), { label, operator: '!=', value: name }],
            [label],
          ),
          value: namesText(values),
        },
      ],
      meaning:
        'The cluster of the environment does not show itself: dashboards of it are empty, and rules of a shared ruler read none of these series.',
      remedy: `Compare cluster.name and cluster.label with what the monitors in the cluster write: another environment, or an older one, was applied there.`,
      page: PAGES.identity,
      mayFollowFrom: where.map((surface) => `surface:${surface}` as const),
    },
  ];
}
