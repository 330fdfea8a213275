import { describe, expect, test } from 'vitest';
import { FILE, problemsIn } from '../support/environment-problems.js';

test('cluster.label cannot be a label that alerts.labels sets, since alerts could not tell clusters apart', () => {
  expect(problemsIn('cluster: { label: site }\nalerts: { labels: { site: eu, team: llm } }\n')).toEqual([
    `cluster.label must not be one of alerts.labels, which would hide which cluster an alert is from, got "site" (${FILE}:1:19)`,
  ]);
  expect(problemsIn('cluster: { label: site }\nalerts: { labels: { team: llm } }\n')).toEqual([]);
});

describe('a namespace that is not among tenants.namespaces', () => {
  const TENANTS = 'tenants: { namespaces: [tenant-a, tenant-b] }\n';
  const ALLOWED = 'must be one of tenants.namespaces, which are tenant-a, tenant-b';
  const objective = (namespace: string) =>
    `slos: [{ name: up, indicator: gatewayAvailability, objectivePercent: 99, selector: { namespace: ${namespace} } }]\n`;

  test('is refused in alerts.namespaces, where it stands', () => {
    expect(problemsIn(`${TENANTS}alerts: { namespaces: [tenant-a, tenant-c] }\n`)).toEqual([
      `alerts.namespaces[1] ${ALLOWED}, got "tenant-c" (${FILE}:2:34)`,
    ]);
  });

  test('is refused in the selector of an objective, where it stands', () => {
    expect(problemsIn(`${TENANTS}${objective('tenant-c')}`)).toEqual([
      `slos[0].selector.namespace ${ALLOWED}, got "tenant-c" (${FILE}:2:97)`,
    ]);
  });

  test('is none where tenants are all, and those that are among them are accepted', () => {
    expect(problemsIn(`alerts: { namespaces: [tenant-c] }\n${objective('tenant-c')}`)).toEqual([]);
    expect(problemsIn(`${TENANTS}alerts: { namespaces: [tenant-b] }\n${objective('tenant-a')}`)).toEqual([]);
  });
});
