import { ApiObject } from 'cdk8s';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { schemaErrors } from '../../imports/schemas.js';
import { createApp } from '../../src/app.js';
import type { Environment } from '../../src/config/environment.js';
import { readEnvironment } from '../../src/config/load.js';
import { pathText } from '../../src/config/schema-problems.js';
import { keptNowhere } from '../../src/constructs/surface.js';
import { knownNames } from '../../src/rules/known-names.js';
import { environmentOf } from '../support/environment.js';
import { objectsOf } from '../support/kubernetes-objects.js';
import { dnsLabels, settings } from '../support/settings-arbitrary.js';
import { mutations } from '../support/settings-mutation.js';

const RUNS = 60;
/** Each run synthesizes an environment, which takes long on a busy machine. */
const PATIENCE_MILLISECONDS = 150_000;

/** Without the metrics to keep that no enabled surface has, which only synth can tell. */
function exposedOnly(environment: Environment): Environment {
  const nowhere = keptNowhere(environment);
  return {
    ...environment,
    scrape: { ...environment.scrape, keep: environment.scrape.keep.filter((name) => !nowhere.includes(name)) },
  };
}

describe('any environment that the schema accepts', () => {
  test(
    'synthesizes objects that their schemas accept, each in a file of its own',
    () => {
      fc.assert(
        fc.property(settings, dnsLabels, (some, name) => {
          const environment = exposedOnly(environmentOf(some, name));
          const objects = objectsOf(environment);
          expect([...objects.values()].flatMap(schemaErrors)).toEqual([]);
          const constructed = createApp([environment], 'unused')
            .node.findAll()
            .filter((construct) => construct instanceof ApiObject)
            // Applications lie in a folder of their own.
            .filter(({ kind }) => kind !== 'Application');
          expect(constructed.map((object) => `${object.kind}.${object.name}`).sort()).toEqual(
            [...objects.keys()].sort(),
          );
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE_MILLISECONDS,
  );

  test(
    'reaches the objects as it was written, whatever YAML would make of its texts',
    () => {
      fc.assert(
        fc.property(settings, (some) => {
          const environment = exposedOnly(environmentOf(some));
          const { labels, annotations, selectorLabels } = environment.monitoring;
          for (const { kind, metadata } of objectsOf(environment).values()) {
            expect(metadata.annotations).toMatchObject(annotations);
            expect(metadata.labels).toMatchObject(
              /(Monitor|Scrape)$/.test(kind) ? { ...labels, ...selectorLabels } : labels,
            );
          }
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE_MILLISECONDS,
  );
});

test(
  'any environment with one thing wrong is rejected with the path of that thing and its place in the file',
  () => {
    fc.assert(
      fc.property(
        settings.chain((some) => fc.constantFrom(...mutations(some))),
        ({ path, mutated }) => {
          const text = stringify(mutated);
          const result = readEnvironment('environments/cluster-a.yaml', text, knownNames);
          const problems = 'problems' in result ? result.problems : [];
          expect(problems.map(({ message }) => message)).toContainEqual(expect.stringContaining(`${pathText(path)} `));
          const lines = text.split('\n').length;
          for (const { file, line = 0 } of problems) {
            expect(file).toBe('environments/cluster-a.yaml');
            expect(line >= 1 && line <= lines).toBe(true);
          }
        },
      ),
      { numRuns: 10 * RUNS },
    );
  },
  PATIENCE_MILLISECONDS,
);
