import { describe, expect, test } from 'vitest';
import type { SurfaceName } from '../../src/config/surfaces.js';
import { alertingGroups } from '../../src/rules/alerting.js';
import { environmentOf } from '../support/environment.js';

const REPLICAS: readonly SurfaceName[] = ['runtime', 'disaggregated', 'router'];
const ENGINES: readonly SurfaceName[] = ['runtime', 'disaggregated'];

/** The alerts that there are where some surfaces are not scraped. */
function alertsWithout(...off: readonly SurfaceName[]): readonly string[] {
  const surfaces = Object.fromEntries(off.map((surface) => [surface, { enabled: false }]));
  const rules = alertingGroups(environmentOf({ surfaces })).flatMap(({ group }) => group.rules);
  return rules.flatMap((rule) => ('alert' in rule ? [rule.alert] : []));
}

describe('an alert that compares two surfaces is left out where one side is not scraped', () => {
  test.each([
    { alert: 'ArksRuntimeMetricsAbsent', one: ['customResources'], other: REPLICAS },
    { alert: 'ArksApplicationReplicasUnavailable', one: ['customResources'], other: REPLICAS },
    { alert: 'ArksRouterWorkersUnhealthy', one: ['router'], other: ['disaggregated'] },
    { alert: 'ArksTokenAccountingDrift', one: ['customResources'], other: ENGINES },
  ] satisfies { alert: string; one: readonly SurfaceName[]; other: readonly SurfaceName[] }[])(
    '$alert needs $one, and one of $other',
    ({ alert, one, other }) => {
      expect(alertsWithout()).toContain(alert);
      expect(alertsWithout(...one)).not.toContain(alert);
      expect(alertsWithout(...other)).not.toContain(alert);
      for (const left of other) {
        expect(alertsWithout(...other.filter((surface) => surface !== left))).toContain(alert);
      }
    },
  );
});
