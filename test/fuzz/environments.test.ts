import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { stringify } from 'yaml';
import { schemaErrors } from '../../imports/schemas.js';
import { readEnvironment } from '../../src/files/load.js';
import { knownNames } from '../../src/rules/known-names.js';
import { prometheus3 } from '../../tools/real/prometheus-versions.js';
import { type Drawn, drawn, drawnAgain, placeOf } from '../support/drawn.js';
import { exposedOnly } from '../support/exposed-only.js';
import { synthesized } from '../support/manifests.js';
import { OwnedFiles, refusedFiles } from '../support/refused-files.js';
import { ruleTexts } from '../support/rule-texts.js';
import { scrapeTexts } from '../support/scrape-texts.js';
import { dnsLabels, settings } from '../support/settings-arbitrary.js';
import { mutations } from '../support/settings-mutation.js';

/**
 * How many of each are drawn, and from which seed; FUZZ_VALID, FUZZ_BROKEN and FUZZ_SEED say otherwise. Several processes share the
 * work where each is told which of how many it is: FUZZ_SHARD=1/2. FUZZ_NUMBER draws again the one that a finding names.
 */
const asked = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);
const VALID = asked('FUZZ_VALID', 10_000);
const BROKEN = asked('FUZZ_BROKEN', 10_000);
const SEED = asked('FUZZ_SEED', 1);
const NUMBER = process.env['FUZZ_NUMBER'];
const [SHARD = 1, SHARDS = 1] = (process.env['FUZZ_SHARD'] ?? '1/1').split('/').map(Number);
/** So many are drawn from one seed, which follows from that of the run, and their rules asked about at once. */
const AT_ONCE = 25;
const SEEDS = 1_000_000;
/** Counts are told after so many batches, so that a run that was ended has said how far it came. */
const TOLD_EVERY = 4;
const PATIENCE_MILLISECONDS = 48 * 60 * 60 * 1_000;

const FILE = 'environments/fuzz.yaml';
/** Of the files that promtool is asked about. */
const KINDS = ['rules', 'configurations'] as const;
const OBEYED = /[\p{Cc}\p{Cf}]/u;

interface Batch<T> {
  readonly index: number;
  /** Each with what draws it again. */
  readonly all: readonly (Drawn<T> & { readonly place: string })[];
}

/** The batches of this process, each drawn when it is its turn. */
function* batches<T>(arbitrary: fc.Arbitrary<T>, total: number): Generator<Batch<T>> {
  const seedOf = (index: number) => SEED * SEEDS + index;
  const placed = (index: number, one: Drawn<T>) => {
    const number = index * AT_ONCE + Number(one.path);
    return { ...one, place: `FUZZ_SEED=${SEED} FUZZ_NUMBER=${number} (${placeOf(one)})` };
  };
  if (NUMBER !== undefined) {
    const index = Math.floor(Number(NUMBER) / AT_ONCE);
    const one = drawnAgain(arbitrary, { seed: seedOf(index), path: String(Number(NUMBER) % AT_ONCE) });
    yield { index, all: [placed(index, one)] };
    return;
  }
  for (let index = SHARD - 1; index * AT_ONCE < total; index += SHARDS) {
    const numRuns = Math.min(AT_ONCE, total - index * AT_ONCE);
    yield { index, all: drawn(arbitrary, seedOf(index), numRuns).map((one) => placed(index, one)) };
  }
}

/** One environment: what is wrong with it, why synth refuses it, or the files of rules and configurations that it gives. */
function tried(some: object, name: string) {
  const result = readEnvironment(FILE, stringify(some), knownNames);
  if ('problems' in result) return { refused: result.problems.map(({ message }) => message) };
  try {
    const { written, texts, constructed } = synthesized({ ...exposedOnly(result.environment), name });
    const wrong = [...written.values()].flatMap(schemaErrors);
    if ([...written.keys()].sort().join() !== constructed.join()) wrong.push('files are not those of the objects');
    const rules = [...texts].flatMap(([file, text]) => ruleTexts(written.get(file), text));
    return { wrong, files: { rules, configurations: scrapeTexts([...written.values()]) } };
  } catch (error) {
    return { refused: String(error).split('\n') };
  }
}

test(
  'environments that are right give files that are whole, and rules and scrape jobs that Prometheus 2 and 3 take',
  async () => {
    const programs = [inject('prometheus').promtool, (await prometheus3()).promtool];
    const counts = { tried: 0, synthesized: 0, refused: 0, wrong: 0, rules: 0, configurations: 0, refusedFiles: 0 };
    const seen = new Set<string>();
    const reasons = new Map<string, string>();
    const tell = () =>
      console.log(`valid, seed ${SEED}, shard ${SHARD}/${SHARDS}:`, JSON.stringify(counts), ...reasons);
    for (const { index, all } of batches(fc.tuple(settings, dnsLabels), VALID)) {
      const asked = { rules: new OwnedFiles(), configurations: new OwnedFiles() };
      const fresh = new Set<string>();
      for (const {
        value: [some, name],
        place,
      } of all) {
        counts.tried += 1;
        const { refused, wrong, files } = tried(some, name);
        counts[refused === undefined ? 'synthesized' : 'refused'] += 1;
        if (wrong !== undefined && wrong.length > 0) counts.wrong += 1;
        for (const reason of refused ?? wrong ?? []) reasons.set(reason.replace(/,? got .*/, '').slice(0, 160), place);
        for (const kind of KINDS) {
          for (const file of files?.[kind] ?? []) {
            const hash = createHash('sha256').update(file).digest('base64');
            // Asked about once, with all of this batch that have it.
            if (!seen.has(hash)) asked[kind].add(file, place);
            fresh.add(hash);
          }
        }
      }
      for (const hash of fresh) seen.add(hash);
      for (const kind of KINDS) {
        counts[kind] += asked[kind].files.length;
        for (const program of programs) {
          const refused = await refusedFiles(program, kind, asked[kind]);
          counts.refusedFiles += refused.length;
          for (const { environments, words } of refused)
            reasons.set(`${program}: ${words}`, environments.join(' and '));
        }
      }
      if (Math.floor(index / SHARDS) % TOLD_EVERY === 0) tell();
    }
    tell();
    expect(counts, [...reasons].join('\n')).toMatchObject({ refused: 0, wrong: 0, refusedFiles: 0 });
  },
  PATIENCE_MILLISECONDS,
);

test(
  'environments with something wrong are refused with file and line, in words that a terminal only shows',
  () => {
    const counts = { tried: 0, refused: 0, accepted: 0, toldBadly: 0 };
    const reasons = new Map<string, string>();
    const tell = () =>
      console.log(`broken, seed ${SEED}, shard ${SHARD}/${SHARDS}:`, JSON.stringify(counts), ...reasons);
    const broken = settings.chain((some) => fc.constantFrom(...mutations(some)));
    for (const { index, all } of batches(broken, BROKEN)) {
      for (const {
        value: { path, mutated },
        place,
      } of all) {
        const result = readEnvironment(FILE, stringify(mutated), knownNames);
        const problems = 'problems' in result ? result.problems : [];
        const isTold = problems.every(
          ({ file, line = 0, message }) => file === FILE && line > 0 && !OBEYED.test(message),
        );
        counts.tried += 1;
        counts[problems.length === 0 ? 'accepted' : 'refused'] += 1;
        if (!isTold) counts.toldBadly += 1;
        if (problems.length === 0 || !isTold) reasons.set(path.join('.'), place);
      }
      if (Math.floor(index / SHARDS) % (10 * TOLD_EVERY) === 0) tell();
    }
    tell();
    expect(counts, [...reasons].join('\n')).toMatchObject({ accepted: 0, toldBadly: 0 });
  },
  PATIENCE_MILLISECONDS,
);
