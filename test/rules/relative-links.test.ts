import { describe, expect, test } from 'vitest';
import { toldOf } from '../../src/app/told.js';
import { DASHBOARDS } from '../../src/config/dashboard-uids.js';
import { planOf } from '../../src/plan/plan.js';
import { relativeLinks } from '../../src/rules/relative-links.js';
import { environmentOf } from '../support/environment.js';

const REMARK = (linked: string) => ({
  message: `grafana.url is not set: alerts link to ${linked} by a path alone (/d/...), which nobody can open from a message; set it to the address of Grafana`,
  setting: ['grafana', 'url'],
});
const URL = 'https://grafana.example.com';
const PUBLISHED = { alerts: { runbookUrl: 'https://runbooks.example.com' } };
const NONE_DRAWN = {
  grafana: { dashboards: { off: Object.fromEntries(DASHBOARDS.map((uid) => [uid, 'there is no Grafana'])) } },
};

/** How the links of alerts to Grafana begin, each way once. */
function beginningsOf(settings: object): readonly string[] {
  const groups = planOf(environmentOf(settings)).alerted.map(({ group }) => group);
  const annotations = groups.flatMap(({ rules }) => rules.map((rule) => rule.annotations));
  const links = annotations.flatMap((all) => [all['dashboard_url'] ?? [], all['runbook_url'] ?? []].flat());
  return [...new Set(links.map((link) => link.replace(/^(.*\/d\/|.*\/).*$/s, '$1')))].sort();
}

describe('links of alerts to a Grafana whose address nobody said', () => {
  test.each<[string, object, string, readonly string[]]>([
    ['to dashboards and runbooks', {}, 'dashboards and runbooks', ['/d/']],
    ['to dashboards, where runbooks are published', PUBLISHED, 'dashboards', ['/d/', 'https://runbooks.example.com/']],
  ])('are told once, with the setting: %s', (_, settings, linked, beginnings) => {
    expect(relativeLinks(environmentOf(settings))).toEqual([REMARK(linked)]);
    expect(beginningsOf(settings)).toEqual(beginnings);
    const sentences = toldOf(planOf(environmentOf(settings))).sentences.flat();
    expect(sentences.filter(({ message }) => message.includes('grafana.url'))).toEqual([
      { message: REMARK(linked).message, place: { file: 'environments/test.yaml', line: 1, column: 1 } },
    ]);
  });

  test.each<[string, object, readonly string[]]>([
    ['it is said', { grafana: { url: URL } }, [`${URL}/d/`]],
    ['no dashboard is delivered', NONE_DRAWN, []],
  ])('are not told where %s', (_, settings, beginnings) => {
    expect(relativeLinks(environmentOf(settings))).toEqual([]);
    expect(beginningsOf(settings)).toEqual(beginnings);
  });
});
