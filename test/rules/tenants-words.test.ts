import { expect, test } from 'vitest';
import { STARTED_BY_ARKS } from '../../src/config/runtimes.js';
import { seriesNames } from '../../src/promql/names.js';
import { tenantAlerts } from '../../src/rules/alerts/tenants.js';
import { ruleGroups } from '../support/rules.js';
import { exporters } from './crossings.js';
import { environmentWithEverything } from './every-objective.js';

const rules = ruleGroups(environmentWithEverything).flatMap((group) => group.rules);
const wordsOf = exporters(rules);

const WORDS: Readonly<Record<string, readonly string[]>> = {
  ArksGatewayRateLimited: ['gateway'],
  ArksTenantDominates: ['gateway'],
  ArksQuotaNearlyExhausted: ['customResources', 'gateway'],
  ArksQuotaExhausted: ['customResources', 'gateway'],
  ArksQuotaRunwayShort: ['customResources', 'gateway'],
  ArksTokenAccountingDrift: ['customResources', ...STARTED_BY_ARKS, 'gateway'].sort(),
};

/** Whoever counts what an alert reads can hide or raise it. */
test.each(Object.values(tenantAlerts).map(({ name }) => name))('%s rests on nobody else than is said', (alert) => {
  const rule = rules.find((one) => 'alert' in one && one.alert === alert);
  expect(wordsOf(seriesNames(rule?.expr ?? ''))).toEqual(WORDS[alert]);
});
