import { expect, test } from 'vitest';
import type { Request } from '../model/answer.js';
import type { Variable } from '../model/dashboard.js';
import { resolvedVariables } from '../model/variables.js';
import { dashboard, SHOWN } from './fixtures.js';

const NAMESPACE: Variable = {
  name: 'namespace',
  type: 'query',
  query: { query: 'label_values(replicas, namespace)' },
  multi: true,
  includeAll: true,
  allValue: '.*',
  sort: 1,
  regex: '/^[^"\\n]*$/',
  current: { value: ['$__all'] },
};
const POD: Variable = {
  name: 'pod',
  type: 'query',
  query: 'label_values(replicas{namespace=~"$namespace"}, pod)',
  multi: true,
  includeAll: true,
};
const DASHBOARD = dashboard({ templating: { list: [NAMESPACE, POD] } });

async function resolved(selection = {}) {
  const requests: Request[] = [];
  const variables = await resolvedVariables(DASHBOARD, selection, SHOWN, async (request) => {
    requests.push(request);
    return { series: [], values: ['tenant-b', 'tenant-a', 'with"quote'] };
  });
  return { requests, variables };
}

test('options are those that the regular expression lets through, in their order', async () => {
  const { variables } = await resolved();
  expect(variables.get('namespace')?.options).toEqual(['tenant-a', 'tenant-b']);
});

test('what is chosen narrows the variables after it', async () => {
  const { requests } = await resolved({ namespace: ['tenant-b'] });
  expect(requests).toContainEqual({ kind: 'values', label: 'pod', match: 'replicas{namespace=~"tenant-b"}' });
});

test('without a choice everything is shown', async () => {
  const { requests, variables } = await resolved();
  expect(variables.get('pod')?.all).toBe(true);
  expect(requests).toContainEqual({ kind: 'values', label: 'pod', match: 'replicas{namespace=~".*"}' });
});

test('a variable that asks for something else is told', async () => {
  const odd = dashboard({ templating: { list: [{ ...NAMESPACE, query: 'query_result(up)' }] } });
  const ask = async () => ({ series: [], values: [] });
  await expect(resolvedVariables(odd, {}, SHOWN, ask)).rejects.toThrow(
    'a variable must ask for label_values, got "query_result(up)"',
  );
});

test('of what was saved with a dashboard only what there is stays chosen', async () => {
  const saved = (value: string) => ({ ...NAMESPACE, includeAll: false, multi: false, current: { value } });
  const chosen = async (value: string, values: readonly string[]) => {
    const one = dashboard({ templating: { list: [saved(value)] } });
    const variables = await resolvedVariables(one, {}, SHOWN, async () => ({ series: [], values }));
    return variables.get('namespace')?.values;
  };
  expect(await chosen('tenant-b', ['tenant-a', 'tenant-b'])).toEqual(['tenant-b']);
  expect(await chosen('somewhere-else', ['tenant-a', 'tenant-b'])).toEqual(['tenant-a']);
  expect(await chosen('tenant-b', [])).toEqual(['tenant-b']);
});

test('a variable that asks nothing has no values', async () => {
  const empty = dashboard({ templating: { list: [{ name: 'unused', type: 'query', query: '' }] } });
  const variables = await resolvedVariables(empty, {}, SHOWN, async () => ({ series: [], values: ['never asked'] }));
  expect(variables.get('unused')?.options).toEqual([]);
});
