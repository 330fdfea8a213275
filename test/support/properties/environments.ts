import fc from 'fast-check';
import { expect } from 'vitest';
import { schemaErrors } from '../../../imports/schemas.js';
import { placeOf } from '../drawn.js';
import { environmentOf } from '../environment.js';
import { exposedOnly } from '../exposed-only.js';
import { asObject } from '../kubernetes-objects.js';
import { synthesized } from '../manifests.js';
import { OwnedFiles, refusedFiles } from '../refused-files.js';
import { ruleTexts } from '../rule-texts.js';
import { scrapeTexts } from '../scrape-texts.js';
import { dnsLabels, settings } from '../settings-arbitrary.js';

/** Draws so many environments: each must synthesize, and this promtool take what Prometheus reads of it. */
export async function expectSynthesized(promtool: string, numRuns: number, seed: number): Promise<void> {
  const rules = new OwnedFiles();
  const configurations = new OwnedFiles();
  let run = 0;
  fc.assert(
    fc.property(settings, dnsLabels, (some, name) => {
      const place = placeOf({ seed, path: String(run++) });
      const environment = exposedOnly(environmentOf(some, name));
      const { written, texts, constructed } = synthesized(environment);
      for (const [title, text] of texts) for (const file of ruleTexts(written.get(title), text)) rules.add(file, place);
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
    { numRuns, seed },
  );
  expect(await refusedFiles(promtool, 'rules', rules)).toEqual([]);
  expect(configurations.files.length).toBeGreaterThan(numRuns / 2);
  expect(await refusedFiles(promtool, 'configurations', configurations)).toEqual([]);
}
