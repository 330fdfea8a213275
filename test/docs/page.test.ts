import { describe, expect, test } from 'vitest';
import { durationInWords, filled } from '../../src/dashboards/runbooks/placeholders.js';
import { DEFAULT_ENVIRONMENT } from '../../src/documented/default-environment.js';
import { documentedAlerts } from '../../src/documented/documented-alert.js';
import { planned } from '../../src/documented/planned.js';
import { resultLabels } from '../../src/documented/result-labels.js';
import { summaryWithLabelNames } from '../../src/documented/summary.js';
import { readEnvironment } from '../../src/files/load.js';
import { code, plain, table } from '../../src/lib/markdown.js';
import { knownNames } from '../../src/rules/known-names.js';
import { BEGIN, END, renewedPage, skeletonPage, UNWRITTEN } from '../../tools/runbooks/page.js';
import { currentPages } from '../../tools/runbooks/pages.js';
import { alerts, blocks } from './pages.js';

describe('renewing a page', () => {
  const parts = { skeleton: skeletonPage('Title', ['Words', 'The rule']), generated: 'new' };

  test('keeps what people wrote before and after', () => {
    const page = `# Mine\n\n${BEGIN}\n\nold\n\n${END}\nmore of mine\n`;
    expect(renewedPage('A.md', page, parts)).toBe(`# Mine\n\n${BEGIN}\n\nnew\n\n${END}\nmore of mine\n`);
  });

  test('changes nothing the second time', () => {
    const once = renewedPage('A.md', undefined, parts);
    expect(renewedPage('A.md', once, parts)).toBe(once);
  });

  test('loses no word of a page without markers', () => {
    expect(renewedPage('A.md', 'wise words\n', parts)).toContain('wise words');
    expect(renewedPage('A.md', 'wise words\n', parts)).toContain('# Title');
  });

  test.each([`${BEGIN} alone`, `${END} first ${BEGIN}`, `${BEGIN}${END} twice ${BEGIN}${END}`, `alone ${END}`])(
    'refuses markers that are no pair: %s',
    (page) => {
      expect(() => renewedPage('A.md', page, parts)).toThrow('A.md must hold');
    },
  );
});

describe('a page that nobody has written yet', () => {
  const drafted = currentPages(DEFAULT_ENVIRONMENT, () => undefined).slice(1);
  const commands = drafted.map(({ text }) => text.slice(0, text.indexOf(BEGIN)));

  test('silences its own alert, shows a threshold where it has one, and waits for people to say what it means', () => {
    for (const [index, { name, thresholds }] of documentedAlerts(planned(DEFAULT_ENVIRONMENT)).entries()) {
      const text = commands[index] ?? '';
      expect(text).toMatch(new RegExp(`silence add .*\\n  alertname=${name}\\b`));
      expect(text.includes('thresholds:'), name).toBe(thresholds.length > 0);
      expect(text.split(UNWRITTEN)).toHaveLength(5);
    }
  });

  test('holds environments that synth would take, and names other alerts that there are', () => {
    const yaml = commands.flatMap((text) => blocks(text, 'yaml'));
    const problems = yaml.filter((one) => 'problems' in readEnvironment('environments/example.yaml', one, knownNames));
    expect(problems).toEqual([]);
    const linked = commands.flatMap((text) => [...text.matchAll(/\]\((Arks\w+)\.md\)/g)].map(([, name]) => name));
    expect(linked.filter((name) => !drafted.some(({ file }) => file === `${name}.md`))).toEqual([]);
    expect(linked.length).toBeGreaterThan(40);
  });
});

describe('Markdown', () => {
  test('a bar does not end a cell, not even in code', () => {
    expect(table(['a'], [[code('x | y')]])).toBe('| a |\n|---|\n| `x \\| y` |');
  });

  test('backticks do not end code', () => {
    expect(code('a `b` c')).toBe('`` a `b` c ``');
  });

  test('text stands for itself', () => {
    expect(plain('<pod> *or* `pod`\nand [x]')).toBe('\\<pod\\> \\*or\\* \\`pod\\` and \\[x\\]');
  });
});

describe('a summary', () => {
  test('has the names of labels where their values will be, and says all that it may say', () => {
    expect(
      summaryWithLabelNames(
        '{{ with $labels.a }}{{ $labels.a }} is {{ $value | humanize }}{{ else }}{{ if eq $labels.b "c" }}1{{ else }}' +
          '{{ if eq $labels.b "d" }}2{{ else }}3{{ end }}{{ end }} of all{{ end }}',
      ),
    ).toBe('<a> is <value>, or 1, or 2, or 3 of all');
  });

  test('of no alert is left with a piece of a template', () => {
    const told = alerts.flatMap(({ rules }) => rules.map(({ annotations }) => annotations['summary'] ?? ''));
    expect(told.filter((summary) => summary.includes('{{ if')).length).toBeGreaterThan(0);
    expect(told.map(summaryWithLabelNames).filter((summary) => /\{\{|\}\}/.test(summary))).toEqual([]);
  });
});

describe('placeholders in what people write', () => {
  const [alert] = alerts.filter(({ name }) => name === 'ArksGatewayLatencyHigh');
  const fill = (text: string) => alert && filled(text, alert, DEFAULT_ENVIRONMENT);

  test('get what the rule says, in words', () => {
    expect(fill('for <!-- rule: for -->3 days<!-- end -->.')).toBe('for <!-- rule: for -->10 minutes<!-- end -->.');
  });

  test.each([
    ['replicaStart', '15 minutes'],
    ['gatewayP95Milliseconds', '10 s'],
    ['firstTokenP95Seconds', '10 s'],
    ['gatewayErrorRatio', '5%'],
    ['queuedRequestsPerReplica', '20'],
  ])('get the default of %s with its unit', (name, value) => {
    expect(fill(`<!-- default: ${name} -->old<!-- end -->`)).toBe(`<!-- default: ${name} -->${value}<!-- end -->`);
  });

  test.each(['rule: severity', 'default: errorRatioo'])('that nobody can fill are refused: %s', (name) => {
    expect(() => fill(`<!-- ${name} -->old<!-- end -->`)).toThrow(
      `ArksGatewayLatencyHigh.md must name what a rule or a threshold has, got ${name}`,
    );
  });

  test.each([
    ['1h', '1 hour'],
    ['90m', '90 minutes'],
    ['1h30m', '90 minutes'],
    ['2d', '2 days'],
  ])('say %s as %s', (duration, words) => {
    expect(durationInWords(duration)).toBe(words);
  });
});

describe('the labels of a result', () => {
  const of = (expression: string) => resultLabels(expression, (name) => (name === 'a' ? ['x', 'y', 'le'] : ['z']));
  test.each([
    ['a', ['x', 'y', 'le']],
    ['sum by (x) (a) > 2', ['x']],
    ['a and on (x) b', ['x', 'y', 'le']],
    ['a or b', ['x', 'y', 'le', 'z']],
    ['a unless b', ['x', 'y', 'le']],
    ['a / on (x) a', ['x']],
    ['a / on (x) group_left () a', ['x', 'y', 'le']],
    ['2 * b', ['z']],
    ['histogram_quantile(0.95, a)', ['x', 'y']],
    ['avg_over_time(a[1h] offset 2h)', ['x', 'y', 'le']],
    ['sum(a)', []],
    ['absent(up{job="j",pod=~"p"})', ['job']],
    ['absent(up{job="j"} == 1)', []],
  ])('%s', (expression, labels) => {
    expect(of(expression)).toEqual(labels);
  });
});
