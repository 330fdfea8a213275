import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import type { Environment } from '../../src/config/environment.js';
import { classicText } from '../../src/dashboards/classic-text.js';
import { planOf } from '../../src/plan/plan.js';
import { environmentOf } from '../support/environment.js';
import { withExtra } from '../support/extra-dashboards.js';
import { manifestsOf } from '../support/manifests.js';

const OURS = JSON.parse(planOf(environmentOf({})).drawn[0]?.json ?? '');

/** What synth says is wrong, without the places of temporary folders. */
function said(environment: Environment): string {
  try {
    manifestsOf(environment);
    return '';
  } catch (error) {
    return String(error).replaceAll(`${dirname(environment.file)}/`, '');
  }
}

test('a dashboard of somebody else is delivered as ours are, in the same form, without the number of one Grafana', () => {
  const extra = { ...OURS, uid: 'team-view', title: 'Team', id: 41, version: 9 };
  const object = manifestsOf(withExtra({ 'team-view.json': extra })).get('ConfigMap.team-view');
  expect(object).toMatchObject({
    metadata: { labels: { grafana_dashboard: '1' }, annotations: { grafana_folder: 'Arks' } },
    data: { 'team-view.json': classicText({ ...extra, id: null }) },
  });
  expect(classicText(extra)).toBe(classicText(Object.fromEntries(Object.entries(extra).reverse())));
});

test('it is checked by the same rules, and synth names the file, the rule and the place', () => {
  const extra = structuredClone({ ...OURS, uid: 'team-view', editable: true });
  extra.panels[1].targets[0].expr = 'avg(vllm:renamed_total)';
  const words = said(withExtra({ 'team-view.json': extra }));
  expect(words).toContain('uneditable-dashboard: nobody edits a dashboard in Grafana');
  expect(words).toContain(
    'no-dead-metric: every series is of a metric of the catalogue or one that metrics declares, or recorded by a rule; found',
  );
  expect(words).toMatch(/team\/team-view\.json:1:1: no-dead-metric: .*: avg\(vllm:renamed_total\)/);
});

test('a rule may be broken where the environment file says why, by that file only', () => {
  const extra = { ...OURS, editable: true };
  const files = { 'a.json': { ...extra, uid: 'a' }, 'b.json': { ...extra, uid: 'b' } };
  const exempt = { 'a.json': { 'uneditable-dashboard': 'a draft that the team edits' } };
  const words = said(withExtra(files, { exempt }));
  expect(words).not.toContain('team/a.json');
  expect(words).toContain('team/b.json');
});

test('an exemption of a file or a rule that there is not is refused, with what was meant', () => {
  const exempt = { 'b.json': { 'panel-units-rule': 'x' }, 'a.json': { 'panel-unit-rule': 'y' } };
  const words = said(withExtra({ 'a.json': { ...OURS, uid: 'a' } }, { exempt }));
  expect(words).toContain(
    'test.yaml: grafana.dashboards.extraDashboards.exempt must name files of the folder, got "b.json"; did you mean a.json?',
  );
  expect(words).toContain('exempt["a.json"] must name rules, got "panel-unit-rule"; did you mean panel-units-rule?');
});

test('an exemption of a file that is no dashboard is none of what is wrong', () => {
  const words = said(withExtra({ 'a.json': '{' }, { exempt: { 'a.json': { 'panel-units-rule': 'x' } } }));
  expect(words).toContain('team/a.json:1:1: ');
  expect(words).not.toContain('must name files');
});

test('everything that is no dashboard is named at once', () => {
  const words = said(
    withExtra({
      'cut.json': '{"uid": "cut",',
      'list.json': [],
      'Upper.json': OURS,
      'ours.json': OURS,
      'long.json': { ...OURS, uid: 'l'.repeat(41) },
      'one.json': { ...OURS, uid: 'one' },
      'two.json': { ...OURS, uid: 'one' },
      'spaced.json': { ...OURS, uid: 'a b' },
    }),
  );
  for (const sentence of [
    'must be a dashboard as classic JSON, but Expected double-quoted property name',
    'team/list.json:1:1: must be a dashboard as classic JSON, but it: Invalid input: expected object, received array',
    'team/Upper.json:1:1: the file name must be a DNS label, since it names an object, got "Upper"',
    'team/ours.json:1:1: uid must not be one of ours, got "arks-overview"',
    `team/long.json:1:1: uid must be 1 to 40 letters, digits, "-" or "_", got "${'l'.repeat(41)}"`,
    'team/spaced.json:1:1: uid must be 1 to 40 letters, digits, "-" or "_", got "a b"',
    'team/two.json:1:1: uid must be its own, got "one" as in team/one.json',
  ]) {
    expect(words).toContain(sentence);
  }
});

test('a folder that is missing or has no dashboard is refused: somebody meant to deliver something', () => {
  const setting = 'grafana.dashboards.extraDashboards.folder must be a folder of .json files, got ';
  expect(said(withExtra({}))).toContain(`test.yaml: ${setting}"team", which has none`);
  expect(said(withExtra({}, { folder: 'teams' }))).toContain(`${setting}"teams": ENOENT: no such file or directory`);
});

test('a dashboard may not take the name of an object of ours', () => {
  const words = said(withExtra({ 'arks-slo.json': { ...OURS, uid: 'mine' } }));
  expect(words).toContain('ConfigMap arks-slo: there is another object of that kind and name');
});
