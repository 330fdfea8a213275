import { describe, expect, test } from 'vitest';
import { withFilledLabel } from '../../src/promql/filled-label.js';

const ROLE = { names: /^up$/, label: 'role', value: 'unified', where: { label: 'job', regex: 'engines-.+' } };
const filled = (inner: string) => `label_replace(${inner}, "role", "unified", "job", "engines-.+")`;

describe('a label that targets lack is filled in where they are read', () => {
  test.each([
    ['up', filled('up')],
    ['up == 0', `${filled('up')} == 0`],
    ['up offset 5m', filled('up offset 5m')],
    ['max_over_time(up[2m])', filled('max_over_time(up[2m])')],
    ['max_over_time(up[2m] offset 5m)', filled('max_over_time(up[2m] offset 5m)')],
    ['max_over_time((up == 0)[2m:30s])', `max_over_time((${filled('up')} == 0)[2m:30s])`],
    ['sum by (role) (up)', `sum by (role) (${filled('up')})`],
    ['timestamp(up)', filled('timestamp(up)')],
    ['up{job="engines-a"}', filled('up{job="engines-a"}')],
  ])('%s', (given, expected) => {
    expect(withFilledLabel(given, ROLE).replaceAll(/\n\s*/g, ' ')).toBe(expected);
  });

  test.each(['down', 'rate(up_total[5m])', 'time() - 7', 'up{job="gateway"}', 'up{role="router"}', 'up{role=~"a|b"}'])(
    'and nowhere else: %s',
    (given) => {
      expect(withFilledLabel(given, ROLE)).toBe(given);
    },
  );

  test('what is absent has no labels but those of its matchers', () => {
    expect(withFilledLabel('absent(up{job="engines-a"})', ROLE)).toBe('absent(up{job="engines-a"})');
  });
});

describe('matchers of the label let those pass that lack it and would have its value', () => {
  test.each([
    ['role!=""', 'up'],
    ['role="unified"', 'up{role=~"unified|"}'],
    ['role=~"unified|router"', 'up{role=~"unified|router|"}'],
    ['role=~"$role"', 'up{role=~"$role|"}'],
    ['role!="router"', 'up{role!="router"}'],
    ['role!="unified"', 'up{role!="unified",role!=""}'],
    ['role!~"uni.+"', 'up{role!~"uni.+",role!=""}'],
  ])('%s', (matcher, expected) => {
    expect(withFilledLabel(`up{${matcher}}`, ROLE)).toContain(`(${expected},`);
  });
});
