import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { stringify } from 'yaml';
import { z } from 'zod';
import { schemaErrors } from '../../imports/schemas.js';
import { readEnvironment } from '../../src/config/load.js';
import { knownNames } from '../../src/rules/known-names.js';
import { runPromtool } from '../../tools/prometheus/promtool.js';
import { prometheus3 } from '../../tools/real/prometheus-versions.js';
import { exposedOnly } from '../support/exposed-only.js';
import { synthesized } from '../support/manifests.js';
import { dnsLabels, settings } from '../support/settings-arbitrary.js';
import { mutations } from '../support/settings-mutation.js';

/** How many of each are drawn, and from which seed; FUZZ_VALID, FUZZ_BROKEN and FUZZ_SEED say otherwise. */
const asked = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);
const VALID = asked('FUZZ_VALID', 10_000);
const BROKEN = asked('FUZZ_BROKEN', 10_000);
const SEED = asked('FUZZ_SEED', 1);
/** So many environments are asked about at once. */
const AT_ONCE = 25;
const PATIENCE_MILLISECONDS = 6 * 60 * 60 * 1_000;

const FILE = 'environments/fuzz.yaml';
const OBEYED = /[\p{Cc}\p{Cf}]/u;
const group = z.looseObject({ partial_response_strategy: z.unknown().optional() });
const rules = z.looseObject({
  kind: z.enum(['PrometheusRule', 'VMRule']),
  spec: z.looseObject({ groups: z.array(group) }),
});

/** One environment: what is wrong with it, why synth refuses it, or the files of rules that it gives. */
function tried(some: object, name: string) {
  const result = readEnvironment(FILE, stringify(some), knownNames);
  if ('problems' in result) return { refused: result.problems.map(({ message }) => message) };
  try {
    const { written, constructed } = synthesized({ ...exposedOnly(result.environment), name });
    const wrong = [...written.values()].flatMap(schemaErrors);
    if ([...written.keys()].sort().join() !== constructed.join()) wrong.push('files are not those of the objects');
    return { wrong, files: [...written.values()].flatMap(ruleFile) };
  } catch (error) {
    return { refused: String(error).split('\n') };
  }
}

/** A file of rules as Prometheus reads it; what only Thanos knows is left out. */
function ruleFile(object: unknown): readonly string[] {
  const { data } = rules.safeParse(object);
  if (data === undefined) return [];
  // Of a rule of VictoriaMetrics one of the two names is empty.
  const named = (key: string, value: unknown) =>
    (key === 'alert' || key === 'record') && value === '' ? undefined : value;
  const groups = data.spec.groups.map(({ partial_response_strategy: _, ...rest }) => rest);
  // JSON is YAML that every reader takes.
  return groups.length === 0 ? [] : [JSON.stringify({ groups }, named)];
}

test(
  'environments that are right give files that are whole, and rules that Prometheus 2 and 3 take',
  async () => {
    const programs = [inject('prometheus').promtool, (await prometheus3()).promtool];
    const drawn = fc.sample(fc.tuple(settings, dnsLabels), { numRuns: VALID, seed: SEED });
    const counts = { tried: 0, synthesized: 0, refused: 0, files: 0 };
    const seen = new Set<string>();
    const reasons = new Set<string>();
    for (let start = 0; start < drawn.length; start += AT_ONCE) {
      const fresh = new Map<string, string>();
      for (const [some, name] of drawn.slice(start, start + AT_ONCE)) {
        counts.tried += 1;
        const { refused, wrong, files = [] } = tried(some, name);
        expect(wrong ?? [], stringify(some)).toEqual([]);
        counts[refused === undefined ? 'synthesized' : 'refused'] += 1;
        for (const reason of refused ?? []) reasons.add(reason.replace(/ got .*/, '').slice(0, 160));
        for (const file of files.filter((text) => !seen.has(text))) fresh.set(`rules-${seen.add(file).size}.yml`, file);
      }
      counts.files += fresh.size;
      for (const program of fresh.size === 0 ? [] : programs) {
        const { output } = await runPromtool(program, ['check', 'rules', ...fresh.keys()], Object.fromEntries(fresh));
        expect(output).not.toMatch(/FAILED|error/i);
        expect([...output.matchAll(/SUCCESS/g)]).toHaveLength(fresh.size);
      }
    }
    console.log(`valid, seed ${SEED}:`, JSON.stringify(counts), [...reasons].slice(0, 20));
    expect(counts.synthesized).toBeGreaterThan(counts.refused);
  },
  PATIENCE_MILLISECONDS,
);

test(
  'environments with something wrong are refused with file and line, in words that a terminal only shows',
  () => {
    const broken = settings.chain((some) => fc.constantFrom(...mutations(some)));
    for (const { mutated } of fc.sample(broken, { numRuns: BROKEN, seed: SEED })) {
      const text = stringify(mutated);
      const result = readEnvironment(FILE, text, knownNames);
      const problems = 'problems' in result ? result.problems : [];
      expect(problems, text).not.toEqual([]);
      for (const { file, line = 0, message } of problems) {
        expect([file, line > 0, OBEYED.test(message)], message).toEqual([FILE, true, false]);
      }
    }
    console.log(`broken, seed ${SEED}: ${BROKEN} tried, all refused with file and line`);
  },
  PATIENCE_MILLISECONDS,
);
