import { describe, expect, test } from 'vitest';
import { reviewMarkdown } from '../../src/review/markdown.js';
import { isBreaking, review } from '../../src/review/review.js';
import { dashboard, monitor, rule, treeOf } from './trees.js';

const told = (before: readonly object[], after: readonly object[]) =>
  reviewMarkdown(review(treeOf({ 'eu-1': before }), treeOf({ 'eu-1': after })));
/** What stands below the table and the heading of the environment. */
const below = (before: readonly object[], after: readonly object[]) => told(before, after).split('## `eu-1`\n\n')[1];

const slow = (change: object = {}) => ({
  alert: 'ArksSlow',
  expr: 'application:arks_x:p95 > 5',
  for: '10m',
  labels: { severity: 'warning', team: 'llm' },
  annotations: { summary: 'Slow' },
  ...change,
});
const RECORD = { record: 'application:arks_x:p95', expr: 'max by (application) (x)' };

test('nothing changed is said in words', () => {
  expect(told([rule('a', [slow()])], [rule('a', [slow()])])).toBe(
    '# What changes in production\n\nNothing: both outputs mean the same.\n',
  );
});

test('an alert that changes: threshold, for, severity and words, none of it breaking', () => {
  const after = slow({
    expr: 'application:arks_x:p95   > 10',
    for: '5m',
    labels: { severity: 'critical', team: 'llm' },
    annotations: { summary: 'Very slow' },
  });
  expect(told([rule('a', [slow()])], [rule('a', [after])])).toBe(`# What changes in production

| environment | added | removed | changed | breaking |
|---|--:|--:|--:|--:|
| \`eu-1\` | 0 | 0 | 1 | 0 |

## \`eu-1\`

<details><summary>Alerts: 1 changed</summary>

- \`ArksSlow\`:
  - threshold \`5\` → \`10\`
  - \`annotations.summary\`: \`Slow\` → \`Very slow\`
  - \`for\`: \`10m\` → \`5m\`
  - \`severity\`: \`warning\` → \`critical\`

</details>
`);
});

test('an expression that changes: the changed lines, formatted', () => {
  const after = slow({ expr: 'application:arks_x:p95 > 5 and on (application) (application:arks_traffic:rate5m > 0)' });
  expect(below([rule('a', [slow()])], [rule('a', [after])])).toBe(`<details><summary>Alerts: 1 changed</summary>

- \`ArksSlow\`: expression changed

  \`\`\`diff
  - application:arks_x:p95 > 5
  + application:arks_x:p95 > 5 and on (application) application:arks_traffic:rate5m > 0
  \`\`\`

</details>
`);
});

test('an alert that is switched off: the reason, and that it breaks who routes it', () => {
  const off = { annotations: { 'arks.ai/alerts-off': 'ArksSlow: tenants <b>like</b> it' } };
  expect(below([rule('a', [RECORD, slow()])], [rule('a', [RECORD], off)])).toBe(`**Breaking**

- Alerts: \`ArksSlow\` removed: routes, silences and inhibitions that name it match nothing any more

<details><summary>Alerts: 1 removed</summary>

- \`ArksSlow\` **(breaking)**: is switched off: \`tenants <b>like</b> it\`

</details>

<details><summary>Other objects: 1 changed</summary>

- \`PrometheusRule a\`: \`metadata.annotations\`: \`arks.ai/alerts-off=ArksSlow: tenants <b>like</b> it\` is new

</details>
`);
});

test('a record that is renamed: who reads it', () => {
  const before = [
    rule('a', [RECORD, slow()]),
    dashboard('arks-x', [{ title: 'p', targets: [{ refId: 'A', expr: RECORD.record }] }]),
  ];
  const after = [rule('a', [{ ...RECORD, record: 'application:arks_y:p95' }, slow()]), before[1] ?? {}];
  expect(below(before, after)).toContain(
    '- Recorded series: `application:arks_y:p95` renamed: whoever reads it gets nothing; here it was read by `ArksSlow`, `arks-x`\n',
  );
});

test('a label that an alert or a record loses breaks, also where it is lost in what the alert reads', () => {
  const before = [rule('a', [{ ...RECORD, expr: 'max by (application, role) (x)' }, slow()])];
  const after = [rule('a', [RECORD, slow({ labels: { severity: 'warning' } })])];
  const lines = below(before, after)?.split('\n') ?? [];
  expect(lines.slice(2, 4)).toEqual([
    '- Alerts: `ArksSlow` changed: routes and silences may match by `role`, `team`',
    '- Recorded series: `application:arks_x:p95` changed: queries that group or match by it find nothing: `role`',
  ]);
});

test('an objective: target, window and threshold, which older output has elsewhere', () => {
  const OLD = 'slo:arks_bad:rate5m';
  const NEW = 'application:arks_slo_late:rate5m';
  const objective = (target: string, window: string, le: string, late: string) =>
    rule('slo', [
      { record: 'slo:arks_objective:ratio', expr: `vector(${target})`, labels: { slo: 'chat' } },
      { record: late, expr: `x{le=~"${le}|${le}.0"}`, labels: { slo: 'chat' } },
      {
        record: 'slo:arks_error_budget_remaining:ratio',
        expr: `1 - slo:arks_error:ratio_rate${window}{slo="chat"} / 0.05`,
        labels: { slo: 'chat' },
      },
    ]);
  expect(below([objective('0.95', '28d', '1', OLD)], [objective('0.99', '30d', '2', NEW)])).toContain(`- \`chat\`:
  - target \`95%\` → \`99%\`
  - window \`28d\` → \`30d\`
  - threshold \`1\` → \`2\`
`);
});

test('scraping: metrics kept and dropped, other targets, limits', () => {
  const keep = (regex: string) => [
    { port: 'http', metricRelabelings: [{ action: 'keep', sourceLabels: ['__name__'], regex }] },
  ];
  const before = monitor({ endpoints: keep('a|b(_sum|_count)'), sampleLimit: 5 });
  const after = monitor({ endpoints: keep('b(_sum|_count)|c'), sampleLimit: 9, namespaceSelector: { any: true } });
  expect(below([before], [after])).toBe(`**Breaking**

- Scraping: \`ServiceMonitor arks-runtime\` changed: whoever reads it gets nothing: \`a\`

### Namespaces

- \`every other namespace\`: is monitored now, whoever makes it

<details><summary>Scraping: 1 changed</summary>

- \`ServiceMonitor arks-runtime\` **(breaking)**:
  - newly kept: \`c\`
  - kept no longer: \`a\`
  - selects other targets: \`spec.namespaceSelector\`: \`any=true\` is new
  - limit: \`spec.sampleLimit\`: \`5\` → \`9\`

</details>
`);
});

test('a dashboard: panels by title, with query, unit, thresholds and description', () => {
  const panel = (expr: string, more: object = {}) => ({
    title: 'Queue',
    description: 'Waits',
    targets: [{ refId: 'A', expr }],
    fieldConfig: { defaults: { unit: 's', thresholds: { steps: [{ value: null, color: 'green' }] } } },
    ...more,
  });
  const before = [dashboard('arks-x', [panel('a'), { title: 'Old' }])];
  const fieldConfig = {
    defaults: {
      unit: 'ms',
      thresholds: {
        steps: [
          { value: null, color: 'green' },
          { value: 5, color: 'red' },
        ],
      },
    },
  };
  const after = [dashboard('arks-x', [panel('b', { fieldConfig, description: 'Waits long' }), { title: 'New' }])];
  expect(below(before, after)).toBe(`<details><summary>Dashboards: 1 changed</summary>

- \`arks-x\`:
  - panel \`New\` is new, in row \`""\`
  - panel \`Old\` is gone
  - panel \`Queue\`: query \`A\` changed, description \`Waits\` → \`Waits long\`, unit \`s\` → \`ms\`, thresholds \`below green\` → \`below green, 5 red\`
  - what it answers: \`docs/dashboards/arks-x.md\`

  \`\`\`diff
  # Queue A
  - a
  + b
  \`\`\`

</details>
`);
});

test('a uid that changes breaks links, though the object stays', () => {
  const other = dashboard('arks-x', [], { uid: 'arks-y' });
  expect(below([dashboard('arks-x', [])], [other])).toContain(
    '- Dashboards: `arks-y` changed: links and bookmarks lead to `arks-x`, which is not there any more',
  );
});

test('permissions come first and lie open, those of a process as well', () => {
  const role = (verbs: readonly string[]) => ({
    kind: 'ClusterRole',
    metadata: { name: 'reader' },
    rules: [{ apiGroups: [''], resources: ['pods'], verbs }],
  });
  const deployment = (root: boolean, image: string) => ({
    kind: 'Deployment',
    metadata: { name: 'server' },
    spec: { template: { spec: { containers: [{ image, securityContext: { runAsNonRoot: !root } }] } } },
  });
  expect(
    below([role(['get']), deployment(false, 'v1')], [role(['get', '*']), deployment(true, 'v2')]),
  ).toBe(`### Permissions

- \`ClusterRole reader\`: \`rules[0].verbs[1]\`: \`*\` is new
- \`Deployment server\`: \`spec.template.spec.containers[0].securityContext.runAsNonRoot\`: \`true\` → \`false\`

<details><summary>Other objects: 1 changed</summary>

- \`Deployment server\`: \`spec.template.spec.containers[0].image\`: \`v1\` → \`v2\`

</details>
`);
});

test('an object that is renamed, or goes to another namespace, is deleted and created again', () => {
  const [before, renamed] = [monitor({}), { ...monitor({}), metadata: { name: 'other', namespace: 'monitoring' } }];
  const moved = { ...monitor({}), metadata: { name: 'arks-runtime', namespace: 'watch' } };
  for (const after of [renamed, moved]) {
    const changes = review(treeOf({ a: [before] }), treeOf({ a: [after] }))
      .flatMap((one) => one.changes)
      .filter(({ section }) => section !== 'namespaces');
    expect(changes).toMatchObject([{ action: 'renamed', section: 'scraping' }]);
    expect(changes.every(isBreaking)).toBe(true);
  }
});

test('rules that go to another group or are evaluated in another order are told', () => {
  const [one, two] = [
    { record: 'a:arks:b', expr: '1' },
    { record: 'c:arks:d', expr: '2' },
  ];
  expect(below([rule('a', [one, two])], [rule('a', [two, one])])).toContain(
    'rules of the group `a` are evaluated in another order',
  );
  expect(below([rule('a', [one, two]), rule('b', [])], [rule('a', [one]), rule('b', [two])])).toContain(
    'moved into this group: `c:arks:d`',
  );
});

test('changes that say the same are told once, with all that they are about', () => {
  const alerts = (team: object) =>
    rule(
      'a',
      ['A', 'B'].map((alert) => slow({ alert, labels: team })),
    );
  expect(below([alerts({ team: 'llm' })], [alerts({})])).toBe(`**Breaking**

- Alerts: \`A\`, \`B\` changed: routes and silences may match by \`team\`

<details><summary>Alerts: 2 changed</summary>

- \`A\`, \`B\` **(breaking)**:
  - loses labels \`team\`
  - \`labels.team\`: \`llm\` is gone

</details>
`);
});

test('environments that change alike are told once', () => {
  const [before, after] = [[rule('a', [slow()])], [rule('a', [slow({ for: '1m' })])]];
  const text = reviewMarkdown(review(treeOf({ a: before, b: before, c: [] }), treeOf({ a: after, b: after, c: [] })));
  expect(text).toContain('| `a`, `b` | 0 | 0 | 1 | 0 |');
  expect(text.match(/^## /gm)).toHaveLength(1);
});

test('long texts are cut to where they differ', () => {
  const long = 'a'.repeat(300);
  const after = slow({ annotations: { summary: `${long}y` } });
  expect(below([rule('a', [slow({ annotations: { summary: `${long}x` } })])], [rule('a', [after])])).toContain(
    `\`annotations.summary\`: \`…${'a'.repeat(30)}x\` → \`…${'a'.repeat(30)}y\``,
  );
});

test('a limit of an override that changes, and one that is switched off: by the name of the override', () => {
  const own = (override: string, limit: number) =>
    slow({ expr: `application:arks_x:p95 > ${limit}`, labels: { severity: 'warning', team: 'llm', override } });
  const off = { annotations: { 'arks.ai/alerts-off': 'ArksSlow (reasoning): it takes its time' } };
  const before = [rule('a', [slow(), own('embedding', 1), own('reasoning', 30)])];
  const words = below(before, [rule('a', [slow(), own('embedding', 2)], off)]);
  expect(words).toContain('- `ArksSlow (embedding)`: threshold `1` → `2`\n');
  expect(words).toContain(
    '- `ArksSlow (reasoning)` **(breaking)**: is switched off for `what the override reasoning is about`: `it takes its time`\n',
  );
});

describe('an override', () => {
  const about = { 'arks.ai/alerts-overrides': 'embedding: models bge-m3, e5; namespaces lab' };
  const whole = slow();
  const rest = slow({ expr: 'application:arks_x:p95{model_name!~"bge-m3|e5"} > 5' });
  const own = slow({
    expr: 'application:arks_x:p95{model_name=~"bge-m3|e5"} > 2',
    for: '20m',
    labels: { severity: 'critical', team: 'llm', override: 'embedding' },
    annotations: { summary: 'slow, limit 2s' },
  });

  test('that switches an alert off of which nobody had a rule of his own: above all else, and for whom', () => {
    const off = { annotations: { ...about, 'arks.ai/alerts-off': 'ArksSlow (embedding): one answer' } };
    const words = below([rule('a', [whole])], [rule('a', [rest], off)]) ?? '';
    expect(words.split('\n').slice(0, 3)).toEqual([
      '**Breaking**',
      '',
      '- Alerts: `ArksSlow (embedding)` removed: nobody is told of it any more for `models bge-m3, e5; namespaces lab`',
    ]);
    expect(words).toContain(
      '- `ArksSlow (embedding)` **(breaking)**: is switched off for `models bge-m3, e5; namespaces lab`: `one answer`\n',
    );
    expect(words).toContain('- `ArksSlow`: is about other series\n');
    expect(below([rule('a', [rest], off)], [rule('a', [rest], off)])).toBeUndefined();
    expect(below([rule('a', [rest], off)], [rule('a', [whole])])).toContain(
      '- `ArksSlow (embedding)`: is not switched off any more for `models bge-m3, e5; namespaces lab`, where it was: `one answer`\n',
    );
  });

  test('that is new: its limit, time and severity beside those that these series had, and for whom', () => {
    const words = below([rule('a', [whole])], [rule('a', [rest, own], { annotations: about })]);
    expect(words).toContain(
      [
        '- `ArksSlow (embedding)`:',
        '  - is a rule of its own for `models bge-m3, e5; namespaces lab`',
        '  - threshold `5` → `2`',
        '  - is about other series',
      ].join('\n'),
    );
    expect(words).toContain('`severity`: `warning` → `critical`');
    expect(words).toMatch(/`for`: (`\w+` → )?`20m`/);
  });
});
