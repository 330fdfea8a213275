import { NAME_REFERENCES } from '../../src/app/name-references.js';
import { asObject, type KubernetesObject } from './kubernetes-objects.js';

/** What an overlay asks of Kustomize here. */
export interface Overlay {
  readonly namespace?: string;
  readonly namePrefix?: string;
  readonly nameSuffix?: string;
}

type References = typeof NAME_REFERENCES;

/** Of the table that Kustomize has itself, what our objects use (kustomize 5.8.2). */
const BUILT_IN: References = [
  {
    kind: 'Secret',
    version: 'v1',
    fieldSpecs: ['Role', 'ClusterRole'].map((kind) => ({ kind, path: 'rules/resourceNames' })),
  },
  {
    kind: 'ServiceAccount',
    version: 'v1',
    fieldSpecs: [
      { kind: 'Deployment', path: 'spec/template/spec/serviceAccountName' },
      { kind: 'RoleBinding', path: 'subjects/name' },
      { kind: 'ClusterRoleBinding', path: 'subjects/name' },
    ],
  },
  {
    kind: 'ConfigMap',
    version: 'v1',
    fieldSpecs: [{ kind: 'Deployment', path: 'spec/template/spec/volumes/configMap/name' }],
  },
  {
    kind: 'ClusterRole',
    version: 'v1',
    fieldSpecs: ['RoleBinding', 'ClusterRoleBinding'].map((kind) => ({ kind, path: 'roleRef/name' })),
  },
];
/** The kinds of ours that it knows to be of no namespace; any other that it does not know gets one. */
const OF_CLUSTER = ['ClusterRole', 'ClusterRoleBinding'];
const SEPARATOR = /(?<!\\)\//;

/**
 * What Kustomize makes of objects, with the references that a folder tells it; test/real/kustomize.test.ts holds the real one against
 * it. A name that no object has stays.
 */
export function kustomizedObjects(
  objects: readonly unknown[],
  { namespace, namePrefix = '', nameSuffix = '' }: Overlay,
  references: References = NAME_REFERENCES,
): readonly KubernetesObject[] {
  const all = objects.map(asObject);
  const renamed = (name: string) => `${namePrefix}${name}${nameSuffix}`;
  return all.map((object) => {
    const { kind, metadata } = object;
    const place = namespace === undefined || OF_CLUSTER.includes(kind) ? {} : { namespace };
    const start: unknown = { ...object, metadata: { ...metadata, ...place, name: renamed(metadata.name) } };
    return asObject(
      [...BUILT_IN, ...references].reduce((value, row) => {
        const named = all.filter((one) => one.kind === row.kind).map((one) => one.metadata.name);
        const change = (holder: Fields, key: string) => {
          const name = holder[key];
          const isNamed = (one: unknown) => typeof one === 'string' && named.includes(one);
          if (Array.isArray(name))
            return { ...holder, [key]: name.map((one) => (isNamed(one) ? renamed(String(one)) : one)) };
          if (typeof name !== 'string' || !named.includes(name)) return holder;
          const beside = namespace !== undefined && 'namespace' in holder ? { namespace } : {};
          return { ...holder, ...beside, [key]: renamed(name) };
        };
        const specs = row.fieldSpecs.filter((spec) => spec.kind === kind);
        return specs.reduce((inner, { path }) => changedAt(inner, keysOf(path), change), value);
      }, start),
    );
  });
}

type Fields = Readonly<Record<string, unknown>>;

function keysOf(path: string): readonly string[] {
  return path.split(SEPARATOR).map((key) => key.replaceAll('\\/', '/'));
}

function changedAt(value: unknown, keys: readonly string[], change: (holder: Fields, key: string) => Fields): unknown {
  if (Array.isArray(value)) return value.map((one) => changedAt(one, keys, change));
  const [key = '', ...rest] = keys;
  if (!isFields(value) || !(key in value)) return value;
  return rest.length === 0 ? change(value, key) : { ...value, [key]: changedAt(value[key], rest, change) };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
