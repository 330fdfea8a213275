import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createApp } from '../../src/app/app.js';
import type { Environment } from '../../src/config/environment.js';
import { loadEnvironments } from '../../src/files/load.js';
import { knownNames } from '../../src/rules/known-names.js';
import { FLUX, type Substituted, substituted } from '../../tools/real/flux.js';
import { PROJECT } from '../support/commands.js';
import { environmentOf } from '../support/environment.js';
import { tellAfterwards } from './tell-afterwards.js';

const VARIABLES = { cluster: 'eu-1', datasource: 'another' };
const environments = [
  ...loadEnvironments(join(PROJECT, 'environments'), knownNames),
  environmentOf({ grafana: { dashboards: { delivery: 'operator' } } }, 'grafana-operator'),
  environmentOf({ cluster: { name: 'a$1' }, rules: { target: 'victoriametrics' } }, 'victoria-metrics'),
];

describe.each(environments.map((environment) => [environment.name, environment] as const))(
  'the variables of a Kustomization of Flux and the objects of %s',
  (_, environment) => {
    test('change no object and stop at none', async () => {
      const objects = objectsOf(environment);
      expect(objects.length).toBeGreaterThan(40);
      expect(await substituted(objects, VARIABLES)).toEqual(objects.map((object): Substituted => ({ object })));
    });
  },
);

test('replace what looks like a variable in an object that does not say that it has none', async () => {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { a: `in ${'$'}{cluster}` } };
  expect(await substituted([object], VARIABLES)).toEqual([{ object: { ...object, data: { a: 'in eu-1' } } }]);
});

tellAfterwards({
  program: 'Flux',
  version: FLUX.version,
  from: `Go module ${FLUX.module}`,
  ran: 'Its own substitution of variables (spec.postBuild) over what synth writes, without a cluster.',
  series: [],
  records: [],
  held: ['No object is changed or refused: what Flux would take for variables is marked as none of its own.'],
  notRun: [{ what: 'kustomize-controller', why: 'it needs an API server' }],
});

function objectsOf(environment: Environment): readonly Record<string, unknown>[] {
  return createApp([environment], 'dist').charts.flatMap((chart) => chart.toJson());
}
