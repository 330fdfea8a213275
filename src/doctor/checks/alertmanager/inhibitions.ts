import type { Matcher } from '../../../promql/build.js';
import type { ConfiguredInhibition } from '../../alertmanager/configuration.js';
import { check, type FindingOf } from '../../check.js';
import { PAGES } from '../../pages.js';
import { notLoaded } from './not-loaded.js';

/** Inhibitions of the environment that Alertmanager has not. */
export const inhibitions = check(
  'alertmanager-inhibitions',
  ['alertmanager'],
  ({ alertmanager }, { plan }): readonly FindingOf[] => {
    const { alertmanager: settings } = plan.environment;
    if (settings === undefined || !settings.inhibition) return [];
    const there = new Set(alertmanager.configuration.inhibitions.map(keyOf));
    const missing = plan.inhibited.filter((one) => !there.has(keyOf(one)));
    const [first] = missing;
    if (first === undefined) return [];
    return [
      {
        severity: 'warning',
        subject: `${missing.length} of ${plan.inhibited.length} inhibitions are not in Alertmanager`,
        evidence: [
          {
            query: `inhibit_rules of ${alertmanager.address}/api/v2/status`,
            value: `missing: ${first.source.map(textOf).join(', ')} silences ${first.target.map(textOf).join(', ')}`,
          },
        ],
        meaning: 'One incident is told by each of its symptoms.',
        remedy: notLoaded(plan),
        page: PAGES.alertmanager,
      },
    ];
  },
);

/** An inhibition whatever the order of its parts; the operator may add a matcher of the namespace. */
function keyOf({ source, target, equal }: ConfiguredInhibition): string {
  const side = (matchers: readonly Matcher[]) =>
    matchers
      .filter(({ label, operator }) => label !== 'namespace' || operator !== '=')
      .map(textOf)
      .sort()
      .join(',');
  return [side(source), side(target), [...equal].sort().join(',')].join(' ');
}

function textOf({ label, operator, value }: Matcher): string {
  return `${label}${operator}${JSON.stringify(value)}`;
}
