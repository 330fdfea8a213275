import { tmpdir } from 'node:os';
import { ApiObject } from 'cdk8s';
import { z } from 'zod';
import { createApp } from '../../src/app/app.js';
import type { Environment } from '../../src/config/environment.js';
import { manifestsOf } from './manifests.js';

const texts = z.record(z.string(), z.string());

const kubernetesObject = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    labels: texts,
    annotations: texts.default({}),
  }),
});

/** What every object has, whatever its kind; the fields of its kind are there, untyped. */
export type KubernetesObject = z.output<typeof kubernetesObject>;

/** A value as an object of Kubernetes; throws where it is none. */
export function asObject(value: unknown): KubernetesObject {
  return kubernetesObject.parse(value);
}

/** The objects that synth writes for an environment, by the names of their files. */
export function objectsOf(environment: Environment): ReadonlyMap<string, KubernetesObject> {
  return new Map([...manifestsOf(environment)].map(([file, object]) => [file, asObject(object)]));
}

/** Kinds of objects that say something of runbooks. */
const OF_RUNBOOKS = /^(?:ConfigMap|Grafana\w+|PrometheusRule)\./;

/** One object of an environment as it is constructed, by `<Kind>.<name>`: to write all of thousands of tenants takes seconds. */
export function constructedObject(environment: Environment, title: string): KubernetesObject {
  // Runbooks that are published elsewhere are no objects, and take no time.
  const published = { ...environment, alerts: { runbookUrl: 'https://runbooks.example.com', ...environment.alerts } };
  const constructs = createApp([OF_RUNBOOKS.test(title) ? environment : published], tmpdir()).charts.flatMap(
    ({ node }) => node.findAll(),
  );
  const objects = constructs.filter((construct) => construct instanceof ApiObject);
  return asObject(objects.find(({ kind, name }) => `${kind}.${name}` === title)?.toJson());
}
