import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { stringify } from 'yaml';
import { schemaErrors } from '../../imports/schemas.js';
import type { Environment } from '../../src/config/environment.js';
import { readEnvironment } from '../../src/files/load.js';
import { pathText } from '../../src/files/schema-problems.js';
import { alertingGroups } from '../../src/rules/alerting.js';
import { knownNames } from '../../src/rules/known-names.js';
import { objectivesOf } from '../../src/rules/objectives/measured.js';
import { objectiveGroups } from '../../src/rules/objectives/objective-rules.js';
import { recordingGroups } from '../../src/rules/recording.js';
import { rulerGroup } from '../../src/rules/ruler.js';
import { drawn, placeOf } from '../support/drawn.js';
import { environmentOf } from '../support/environment.js';
import { exposedOnly } from '../support/exposed-only.js';
import { asObject } from '../support/kubernetes-objects.js';
import { synthesized } from '../support/manifests.js';
import { OwnedFiles, refusedFiles } from '../support/refused-files.js';
import { ruleTexts } from '../support/rule-texts.js';
import { scrapeTexts } from '../support/scrape-texts.js';
import { dnsLabels, settings } from '../support/settings-arbitrary.js';
import { mutations } from '../support/settings-mutation.js';

/** The same ones each time: `npm run test:fuzz` draws others, and many more. */
const SEED = 1;
const RUNS = 40;
/** Further ones of which only the rules are made, which is quicker. */
const RULES_ONLY = 120;
const SPOILED = 600;
/** Each run synthesizes an environment, which takes long on a busy machine. */
const PATIENCE_MILLISECONDS = 300_000;

test(
  'any environment that the schema accepts synthesizes objects that their schemas accept, each in a file of its own, with texts as they were written, and rules and scrape jobs that Prometheus takes',
  async () => {
    const rules = new OwnedFiles();
    const configurations = new OwnedFiles();
    let run = 0;
    fc.assert(
      fc.property(settings, dnsLabels, (some, name) => {
        const place = placeOf({ seed: SEED, path: String(run++) });
        const environment = exposedOnly(environmentOf(some, name));
        const { written, texts, constructed } = synthesized(environment);
        for (const [title, text] of texts)
          for (const file of ruleTexts(written.get(title), text)) rules.add(file, place);
        for (const file of scrapeTexts([...written.values()])) configurations.add(file, place);
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
      { numRuns: RUNS, seed: SEED },
    );
    const { promtool } = inject('prometheus');
    expect(await refusedFiles(promtool, 'rules', rules)).toEqual([]);
    expect(configurations.files.length).toBeGreaterThan(RUNS / 2);
    expect(await refusedFiles(promtool, 'configurations', configurations)).toEqual([]);
  },
  PATIENCE_MILLISECONDS,
);

test(
  'the rules of any environment are taken by Prometheus, whoever evaluates them',
  async () => {
    const rules = new OwnedFiles();
    for (const { value, ...at } of drawn(settings, SEED + 1, RULES_ONLY)) {
      for (const file of groupsOf(exposedOnly(environmentOf(value)))) rules.add(file, placeOf(at));
    }
    expect(rules.files.length).toBeGreaterThan(10 * RULES_ONLY);
    expect(await refusedFiles(inject('prometheus').promtool, 'rules', rules)).toEqual([]);
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
      { numRuns: SPOILED, seed: SEED },
    );
  },
  PATIENCE_MILLISECONDS,
);

/** The groups of rules that an environment has, a file each, as the ruler of the environment would read them. */
function groupsOf(environment: Environment): readonly string[] {
  const groups = [
    ...recordingGroups(environment),
    ...alertingGroups(environment).map(({ group }) => group),
    ...objectivesOf(environment).flatMap((objective) => objectiveGroups(objective, environment)),
  ];
  return groups
    .filter((group) => group.rules.length > 0)
    .map((group) => JSON.stringify({ groups: [rulerGroup(group, environment)] }));
}
