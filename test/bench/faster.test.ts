import { expect, test } from 'vitest';
import { faster } from '../../tools/real/faster.js';

test('a rule that is played faster keeps its meaning', () => {
  const rule = { record: 'r', expr: 'rate(a[5m]) + b offset 1m + max_over_time((c)[1h:30s])' };
  const [group] = faster([{ name: 'g', interval: '30s', rules: [rule] }], 10);
  expect(group?.interval).toBe('3000ms');
  expect(group?.rules[0]?.expr).toBe('rate(a[30000ms]) + b offset 6000ms + max_over_time((c)[360000ms:3000ms])');
});
