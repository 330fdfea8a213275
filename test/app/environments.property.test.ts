import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { schemaErrors } from '../../imports/schemas.js';
import type { Environment } from '../../src/config/environment.js';
import type { Kept } from '../../src/config/keep.js';
import { readEnvironment } from '../../src/config/load.js';
import { pathText } from '../../src/config/schema-problems.js';
import { knownNames } from '../../src/rules/known-names.js';
import { keptNowhere } from '../../src/rules/surface-metrics.js';
import { environmentOf } from '../support/environment.js';
import { asObject } from '../support/kubernetes-objects.js';
import { synthesized } from '../support/manifests.js';
import { dnsLabels, settings } from '../support/settings-arbitrary.js';
import { mutations } from '../support/settings-mutation.js';

const RUNS = 60;
/** Each run synthesizes an environment, which takes long on a busy machine. */
const PATIENCE_MILLISECONDS = 150_000;

const nameOf = (entry: Kept) => (typeof entry === 'string' ? entry : entry.unlisted);

/** Without the metrics to keep that no enabled surface has, which only synth can tell. */
function exposedOnly(environment: Environment): Environment {
  const nowhere = keptNowhere(environment);
  return {
    ...environment,
    scrape: {
      ...environment.scrape,
      keep: environment.scrape.keep.filter((entry) => !nowhere.includes(nameOf(entry))),
    },
  };
}

test(
  'any environment that the schema accepts synthesizes objects that their schemas accept, each in a file of its own, with texts as they were written',
  () => {
    fc.assert(
      fc.property(settings, dnsLabels, (some, name) => {
        const environment = exposedOnly(environmentOf(some, name));
        const { written, constructed } = synthesized(environment);
        expect([...written.values()].flatMap(schemaErrors)).toEqual([]);
        expect([...written.keys()].sort()).toEqual(constructed);
        const { labels, annotations, selectorLabels } = environment.monitoring;
        for (const { kind, metadata } of [...written.values()].map(asObject)) {
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
          // What may be a text or a mapping is told where it is wrong, which may be within.
          const told = problems.flatMap(({ message }) =>
            [`${pathText(path)} `, `${pathText(path)}.`].map((at) => message.includes(at)),
          );
          expect(told, `${pathText(path)} in ${problems.map(({ message }) => message).join('\n')}`).toContain(true);
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
