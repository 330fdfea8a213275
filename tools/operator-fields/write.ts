import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { output } from '../real/command.js';
import { type Facet, fieldsOf, type OperatorFields, schema } from './fields.js';

const MODULE = 'github.com/prometheus-operator/prometheus-operator';
/** From the oldest that is looked at to the newest; every one between two changes of a field that is written. */
const RELEASES = [
  ...['0.60.1', '0.61.1', '0.63.0', '0.65.2', '0.66.0', '0.68.0', '0.70.0', '0.72.0', '0.73.2', '0.75.2', '0.78.2'],
  ...['0.79.2', '0.82.2', '0.85.0', '0.89.0', '0.93.1', '0.94.0'],
] as const;
const PLURALS = ['servicemonitors', 'podmonitors', 'prometheusrules', 'alertmanagerconfigs'] as const;
/** Of kinds that say far more than is ever written, the parts that are. */
const PARTS: Readonly<Record<string, RegExp>> = {
  AlertmanagerConfig:
    /^spec(\.(route|inhibitRules|receivers)(\[\])?)?$|^spec\.(route|inhibitRules)\b|^spec\.receivers\[\]\.name$|^spec\.receivers\[\]\.(pagerduty|slack|webhook)Configs(\[\](\.(routingKey|apiURL|urlSecret|channel|sendResolved|title|text|actions|fields)\b.*)?)?$/,
};
const FIXTURE = 'test/fixtures/operator-fields.json';

const definition = z.looseObject({
  spec: z.looseObject({
    names: z.looseObject({ kind: z.string() }),
    versions: z.array(z.looseObject({ name: z.string(), schema: z.looseObject({ openAPIV3Schema: schema }) })),
  }),
});

/** The fields of every release, from the definitions that its Go module carries. */
async function fields(): Promise<OperatorFields> {
  const kinds: Record<string, Record<string, Record<string, Facet | null>>> = {};
  for (const release of RELEASES) {
    const folder = await definitionsOf(release);
    for (const plural of PLURALS) {
      const [kind, found] = fieldsIn(readFileSync(join(folder, `monitoring.coreos.com_${plural}.yaml`), 'utf8'));
      kinds[kind] ??= {};
      addRelease(kinds[kind], release, found);
    }
  }
  return { source: `${MODULE}, example/prometheus-operator-crd of each release`, releases: [...RELEASES], kinds };
}

async function definitionsOf(release: string): Promise<string> {
  const told = await output('go', ['mod', 'download', '-json', `${MODULE}@v${release}`]);
  const { Dir } = z.object({ Dir: z.string() }).parse(JSON.parse(told));
  return join(Dir, 'example', 'prometheus-operator-crd');
}

function fieldsIn(text: string): readonly [string, ReadonlyMap<string, Facet>] {
  // Texts such as `=` are values of their own in YAML 1.1 only.
  const { names, versions } = definition.parse(parse(text, { maxAliasCount: 0 })).spec;
  const spec = versions[0]?.schema.openAPIV3Schema.properties?.['spec'];
  if (spec === undefined) throw new Error(`the definition of ${names.kind} must have a spec`);
  const part = PARTS[names.kind];
  const all = fieldsOf(spec, 'spec').filter(([path]) => part === undefined || part.test(path));
  return [names.kind, new Map(all)];
}

function addRelease(
  kind: Record<string, Record<string, Facet | null>>,
  release: string,
  found: ReadonlyMap<string, Facet>,
): void {
  for (const [path, facet] of found) {
    kind[path] ??= {};
    if (!isSame(last(kind[path]), facet)) kind[path][release] = facet;
  }
  for (const [path, changes] of Object.entries(kind)) {
    if (!found.has(path) && last(changes) !== null) changes[release] = null;
  }
}

function last(changes: Readonly<Record<string, Facet | null>>): Facet | null {
  return Object.values(changes).at(-1) ?? null;
}

function isSame(a: Facet | null, b: Facet): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** A line a field. */
function text({ source, releases, kinds }: OperatorFields): string {
  const blocks = Object.entries(kinds).map(([kind, paths]) => {
    const lines = Object.entries(paths)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, changes]) => `   ${JSON.stringify(path)}: ${JSON.stringify(changes)}`);
    return `  ${JSON.stringify(kind)}: {\n${lines.join(',\n')}\n  }`;
  });
  return `{\n "source": ${JSON.stringify(source)},\n "releases": ${JSON.stringify(releases)},\n "kinds": {\n${blocks.join(',\n')}\n }\n}\n`;
}

writeFileSync(FIXTURE, text(await fields()));
console.log(FIXTURE);
