import { expect, test } from 'vitest';
import { besideGoogle } from '../../src/app/beside-google.js';
import { environmentOf } from '../support/environment.js';

const argocd = (destination: string) => ({ argocd: { repoUrl: 'https://git.example.com/a.git', destination } });
const google = (name: string, namespace: string, settings: object = {}) =>
  environmentOf({ monitoring: { namespace }, rules: { target: 'gke' }, ...settings }, name);

test('a second install that Google may evaluate with another is told so, where its namespace is written', () => {
  const told = besideGoogle([
    google('one', 'monitoring'),
    google('two', 'beside', argocd('in-cluster')),
    google('three', 'monitoring'),
  ]);
  expect([...told.keys()]).toEqual(['two', 'three']);
  expect(told.get('two')).toEqual({
    message: expect.stringMatching(/^warning: rules\.target gke: in one cluster with one, whose monitoring\.namespace/),
    place: expect.objectContaining({ file: 'environments/two.yaml', line: 2 }),
  });
});

test('nothing is told of those that cannot share a cluster, or that other rulers evaluate', () => {
  expect(besideGoogle([google('one', 'monitoring'), google('two', 'monitoring')]).size).toBe(0);
  expect(besideGoogle([google('one', 'a', argocd('east')), google('two', 'b', argocd('west'))]).size).toBe(0);
  const other = environmentOf({ monitoring: { namespace: 'b' }, cluster: { name: 'b' } }, 'two');
  expect(besideGoogle([google('one', 'a'), other]).size).toBe(0);
});
