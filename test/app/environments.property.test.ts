import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { schemaErrors } from '../../imports/schemas.js';
import { placeOf } from '../support/drawn.js';
import { environmentOf } from '../support/environment.js';
import { exposedOnly } from '../support/exposed-only.js';
import { asObject } from '../support/kubernetes-objects.js';
import { synthesized } from '../support/manifests.js';
import { OwnedFiles, refusedFiles } from '../support/refused-files.js';
import { ruleTexts } from '../support/rule-texts.js';
import { scrapeTexts } from '../support/scrape-texts.js';
import { dnsLabels, settings } from '../support/settings-arbitrary.js';

/** The same ones each time: `npm run test:fuzz` draws others, and many more. */
const SEED = 1;
const RUNS = 40;
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
