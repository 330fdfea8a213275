import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readEnvironment } from '../../src/files/load.js';
import { valueAt } from '../../src/files/shown.js';
import { knownNames } from '../../src/rules/known-names.js';
import { alertPages, blocks, pages } from './pages.js';

/** What kubectl may be asked for: short names of Arks, and what Kubernetes and the operators in use know. */
const RESOURCES = [
  'clienttrafficpolicy',
  ...['arkapp', 'arkdapp', 'am', 'aep', 'aq', 'arkstoken', 'arkstokens'],
  ...['clusterrolebinding', 'deploy', 'endpoints', 'events', 'lease', 'pod', 'pods', 'pvc', 'secret', 'service'],
  ...[
    'backendtrafficpolicy',
    'gateway',
    'httproute',
    'leaderworkerset',
    'podmonitor',
    'prometheus',
    'prometheusrule',
    'servicemonitor',
  ],
];

const inCode = (text: string) => [
  ...blocks(text, 'sh'),
  ...[...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code),
];

test('every piece of YAML is an environment that synth would take', () => {
  const settings = pages.flatMap(({ file, text }) => blocks(text, 'yaml').map((yaml) => ({ file, yaml })));
  expect(settings.length).toBeGreaterThan(alertPages.length);
  const wrong = settings.flatMap(({ file, yaml }) => {
    const result = readEnvironment('environments/example.yaml', yaml, knownNames);
    return 'problems' in result ? result.problems.map(({ message }) => `${file}: ${message}`) : [];
  });
  expect(wrong).toEqual([]);
});

test('a page tunes only what its alert reads, and switches off only its alert', () => {
  const wrong = alertPages.flatMap(({ name, alert, text }) =>
    blocks(text, 'yaml').flatMap((yaml) => {
      const keys = (part: string) => Object.keys(valueAt(parse(yaml), ['alerts', part]) ?? {});
      return [
        ...keys('thresholds').filter((key) => !alert.thresholds.some((threshold) => threshold === key)),
        ...keys('off').filter((key) => key !== name),
      ].map((key) => `${name}: ${key}`);
    }),
  );
  expect(wrong).toEqual([]);
});

test('an alert with thresholds shows how to change one', () => {
  const without = alertPages.filter(
    ({ alert, text }) => alert.thresholds.length > 0 && !blocks(text, 'yaml').join('\n').includes('thresholds:'),
  );
  expect(without.map(({ name }) => name)).toEqual([]);
});

test('every page silences its own alert, by labels that the alert carries', () => {
  const wrong = alertPages.flatMap(({ name, alert, text }) => {
    const silences = blocks(text, 'sh').filter((block) => block.includes('silence add'));
    const matchers = silences.flatMap((block) => [...block.matchAll(/ (\w+)=([\w.-]+)/g)]);
    const foreign = matchers.filter(([, label = '']) => label !== 'alertname' && !alert.labels.includes(label));
    const own = matchers.filter(([, label, value]) => label === 'alertname' && value === name);
    return foreign.length > 0 || own.length !== 1 ? [name] : [];
  });
  expect(wrong).toEqual([]);
});

test('kubectl is asked only for kinds that are there', () => {
  const asked = pages.flatMap(({ file, text }) =>
    inCode(text).flatMap((code) =>
      [...code.matchAll(/kubectl(?: -n [\w-]+)? (?:get|describe|delete|edit|patch|label) ([\w,]+)/g)]
        .flatMap(([, kinds = '']) => kinds.split(','))
        .map((kind) => ({ file, kind })),
    ),
  );
  expect(asked.length).toBeGreaterThan(60);
  expect(asked.filter(({ kind }) => !RESOURCES.includes(kind))).toEqual([]);
});
