import { text } from '../../src/promql/build.js';
import { seriesNames } from '../../src/promql/names.js';
import { subjects } from '../../src/signals/recorded/index.js';
import { ruleView } from '../../src/signals/view.js';
import type { RecordCase } from '../support/record-test.js';

const CHAT = {
  cluster: 'eu-1',
  namespace: 'tenant-a',
  application: 'chat',
  role: 'unified',
  model_name: 'qwen-7b',
  runtime: 'vllm',
};
/** One label changed at a time, and what its only replica has. */
const OTHERS = Object.keys(CHAT).map((label, index) => [{ ...CHAT, [label]: 'other' }, 4 ** (index + 3) + 1] as const);
const REPLICAS = [3, 17] as const;
const REDUCED: Readonly<Record<string, number>> = { avg: 10, max: 17 };

const pairs = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(',');

/** Records that put the replicas of an application together: everything else stays apart. */
export const overPodsCases: readonly RecordCase[] = subjects
  .flatMap(({ recorded }) => recorded)
  .flatMap(({ record, rules }) => {
    const [rule, ...others] = rules;
    if (rule === undefined || others.length > 0 || !record.startsWith('application:')) return [];
    const expression = text(rule.expression(ruleView('cluster')));
    const [name, ...more] = seriesNames(expression);
    if (name === undefined || more.length > 0 || !name.startsWith('pod:')) return [];
    return [overPods(record, name, /^(\w+) by/.exec(expression)?.[1] ?? '')];
  });

function overPods(record: string, name: string, operation: string): RecordCase {
  return {
    title: `${record} puts replicas together and nothing else`,
    record,
    expr: record,
    inputs: [
      ...REPLICAS.map((value, pod) => [`${name}{${pairs({ ...CHAT, pod: String(pod) })}}`, `${value}x20`] as const),
      ...OTHERS.map(([labels, value]) => [`${name}{${pairs({ ...labels, pod: '7' })}}`, `${value}x20`] as const),
    ],
    samples: [
      [`{${pairs(CHAT)}}`, REDUCED[operation] ?? 20],
      ...OTHERS.map(([labels, value]) => [`{${pairs(labels)}}`, value] as const),
    ],
  };
}
