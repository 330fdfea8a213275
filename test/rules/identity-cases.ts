import { text } from '../../src/promql/build.js';
import { seriesNames } from '../../src/promql/names.js';
import { subjects } from '../../src/signals/recorded/index.js';
import type { RecordingRule } from '../../src/signals/signal.js';
import { ruleView } from '../../src/signals/view.js';
import type { Input, RecordCase } from '../support/record-test.js';

/** Records of one measurement under one or several names; the others have cases of their own. */
const SIMPLE = ['requests', 'lengths', 'request-latency', 'first-token', 'inter-token', 'stages', 'tokens'];

const BASE: Readonly<Record<string, string>> = {
  cluster: 'eu-1',
  namespace: 'tenant-a',
  application: 'chat',
  role: 'unified',
  model_name: 'qwen-7b',
  pod: 'a',
};
/** One label changed at a time: each of these is somebody else. */
const OTHERS = Object.keys(BASE).map((label) => ({ ...BASE, [label]: 'other' }));
/** Distinct odd numbers, so that a sum of any two is none of them. */
const VALUES = [3, 17, 65, 257, 1_025, 4_097, 16_385];

/** For each rule and each name it reads: series that differ in one label, and that they come out apart, or added over pods. */
export const identityCases: readonly RecordCase[] = subjects
  .filter(({ name }) => SIMPLE.includes(name))
  .flatMap(({ recorded }) => recorded)
  .flatMap(({ rules }) => rules)
  .filter(({ labels }) => labels?.['runtime'] !== undefined)
  .flatMap((rule) => seriesNames(text(rule.expression(ruleView('cluster')))).map((name) => identityCase(rule, name)));

function identityCase(rule: RecordingRule, name: string): RecordCase {
  const expression = text(rule.expression(ruleView('cluster')));
  const own = ownLabels(rule, expression);
  const owners = [BASE, ...OTHERS].map((labels) => ({ ...labels, ...own }));
  const isRate = expression.includes('rate(');
  const inputs = owners.map((labels, index): Input => {
    const value = VALUES[index] ?? 0;
    return [
      `${name}{${pairs({ ...labels, ...matched(expression), ...own })}}`,
      isRate ? `0+${value * 60}x20` : `${value}x20`,
    ];
  });
  return {
    title: `${rule.record} of ${name}`,
    record: rule.record,
    inputs,
    samples: outputs(rule, owners, name),
    expr: `${rule.record}{${pairs(rule.labels ?? {})}}`,
  };
}

/** What must come out: pods of one application together, unless the record is about pods. */
function outputs(rule: RecordingRule, owners: readonly Readonly<Record<string, string>>[], name: string) {
  const perPod = rule.record.startsWith('pod:');
  const sums = new Map<string, number>();
  owners.forEach((labels, index) => {
    const { pod, ...application } = labels;
    const kept = { ...application, ...rule.labels, ...(perPod ? { pod: pod ?? '' } : {}) };
    const title = `${name}{${pairs(kept)}}`;
    sums.set(title, (sums.get(title) ?? 0) + (VALUES[index] ?? 0));
  });
  return [...sums];
}

/** Labels that the rule keeps beside the identity, each with one value. */
function ownLabels(rule: RecordingRule, expression: string): Readonly<Record<string, string>> {
  const kept = /^sum by \(([^)]*)\)/.exec(expression)?.[1]?.split(', ') ?? [];
  const more = kept.filter((label) => !(label in BASE) && !(label in (rule.labels ?? {})));
  return Object.fromEntries(more.map((label) => [label, label === 'le' ? '0.5' : 'stop']));
}

/** Labels that the expression asks for, so that its series are found; what the rule keeps takes any value. */
function matched(expression: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...expression.matchAll(/[{,](\w+)="([^"]*)"/g)].map(([, label = '', value = '']) => [label, value]),
  );
}

function pairs(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    .join(',');
}
