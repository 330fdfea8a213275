import { expect, test } from 'vitest';
import type { RecordRule } from '../../src/rules/rule-group.js';
import { rawForm, recordsOf } from '../../tools/bench/queries/raw-form.js';

const rules: readonly RecordRule[] = [
  { record: 'pod:arks_x:sum', expr: 'sum by (pod, role) (a{x="1"} or b)', labels: { runtime: 'vllm' } },
  { record: 'pod:arks_x:sum', expr: 'sum by (pod, role) (c)', labels: { runtime: 'sglang' } },
  { record: 'application:arks_x:sum', expr: 'sum by (runtime) (pod:arks_x:sum)' },
  { record: 'application:arks_x:avg6h', expr: 'avg_over_time(application:arks_x:sum[6h]) / 2' },
  { record: 'tenant:arks_x:sum', expr: 'sum(pod:arks_x:sum{role!="prefill"})' },
  { record: 'tenant:arks_vllm:sum', expr: 'sum(pod:arks_x:sum{runtime="vllm"})' },
];
const records = recordsOf([{ name: 'group', interval: '60s', rules }]);
const ofRaw = (record: string) => rawForm(record, records, 60).replace(/\s+/g, ' ');
const VLLM = 'label_replace(sum by (pod, role) (a{x="1"} or b), "runtime", "vllm", "", "")';
const SGLANG = 'label_replace(sum by (pod, role) (c), "runtime", "sglang", "", "")';

test('all rules of a record are asked, each under its labels', () => {
  expect(ofRaw('pod:arks_x:sum')).toBe(`${VLLM} or ${SGLANG}`);
});

test('a record that is read is replaced by its rules', () => {
  expect(ofRaw('application:arks_x:sum')).toContain(VLLM);
  expect(ofRaw('application:arks_x:sum')).not.toContain('arks');
});

test('a window over a record is one over what would have been recorded in it', () => {
  expect(ofRaw('application:arks_x:avg6h')).toMatch(/^avg_over_time\(.*\[6h:60s\]\s*\) \/ 2$/);
});

test('what is read at another time is series and windows, since PromQL moves nothing else', () => {
  expect(ofRaw('application:arks_x:sum offset 1h')).toContain('(a{x="1"} offset 1h) or b offset 1h');
  expect(ofRaw('application:arks_x:avg6h offset 1h')).toMatch(/\[6h:60s\] offset 1h\s*\) \/ 2$/);
});

test('what is asked of a record is asked of all that it is made of', () => {
  const said = ofRaw('tenant:arks_x:sum');
  expect(said).toContain('a{x="1",role!="prefill"} or b{role!="prefill"}');
  expect(said).toContain('c{role!="prefill"}');
});

test('a label that rules set chooses among them, and is not asked of raw series', () => {
  expect(ofRaw('tenant:arks_vllm:sum')).toBe(`sum(${VLLM})`);
  expect(() => ofRaw('pod:arks_x:sum{runtime="dynamo"}')).toThrow('no rule of pod:arks_x:sum writes what is asked for');
});
