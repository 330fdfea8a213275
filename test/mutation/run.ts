import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { providePrometheus } from '@arks-monitoring/simulator/prometheus/provide.js';
import { grouped } from '../support/grouped.js';
import { askedBefore, type Memory } from '../support/played-rules.js';
import { ALERTS, type Case, cases } from './cases.js';
import { equivalentReason } from './equivalent.js';
import { keptAnswers } from './kept.js';
import { replaced } from './replaced.js';
import { type Result, scoreLine, scorePage } from './score.js';
import { noticedTogether } from './together.js';
import type { Witness } from './witness.js';

const PAGE = 'docs/mutation.md';
/** Mutants after which the score so far is told. */
const SCORE_EVERY = 100;
/** What promtool said in earlier runs. */
const KEPT = '.tools/mutation/answers.jsonl';
const { promtool } = providePrometheus();
const answers = keptAnswers(KEPT);
/** Who noticed mutants of an expression, the latest first: mutants of one rule fall to the same few. */
const noticed = new Map<string, readonly Witness[]>();

/** Whoever complains of the rules as they are says nothing about mutants. */
const asked = new Map<Witness, Promise<string>>();
async function holds(witness: Witness): Promise<void> {
  const answer = asked.get(witness) ?? witness.complaint(promtool, witness.groups);
  asked.set(witness, answer);
  if ((await answer) !== '') throw new Error(`a test fails without any mutant: ${await answer}`);
}

type Judged = Case & Result;

async function verdict(one: Case): Promise<Result['verdict']> {
  const { original, expression, group } = one;
  // Whoever tells a story has been asked of all mutants of alerts at once.
  const witnesses = group === ALERTS ? one.witnesses.filter(({ told }) => told === undefined) : one.witnesses;
  const latest = noticed.get(original) ?? [];
  const reason = equivalentReason(one);
  for (const witness of new Set([...latest, ...(reason === undefined ? witnesses : [])])) {
    const complaint = await witness.complaint(promtool, replaced(witness.groups, { original, expression }));
    if (complaint === '') continue;
    await holds(witness);
    noticed.set(original, [...new Set([witness, ...latest])]);
    return 'killed';
  }
  return reason === undefined ? 'survived' : { equivalent: reason };
}

/** What is said to be equivalent comes last, and is asked only of those who have noticed another mutant of its rule by then. */
function withEquivalentLast(all: readonly Case[]): Case[] {
  const isListed = (one: Case) => equivalentReason(one) !== undefined;
  return [...all.filter((one) => !isListed(one)), ...all.filter(isListed)];
}

/** Mutants of one alert, which are told together, or one of a record. */
function batchesOf(all: readonly Case[]): (readonly Case[])[] {
  const ofAlerts = grouped(
    all.filter(({ group }) => group === ALERTS),
    ({ original }) => original,
  );
  const others = all.filter(({ group }) => group !== ALERTS);
  return [...ofAlerts.values(), ...withEquivalentLast(others).map((one) => [one])];
}

/** What becomes of these, told before those that are said to be equivalent. */
async function judged(batch: readonly Case[], memory: Memory): Promise<readonly Judged[]> {
  return askedBefore.run(memory, async () => {
    const told = await noticedTogether(promtool, batch);
    const results: Judged[] = [];
    for (const one of withEquivalentLast(batch)) {
      results.push({ ...one, verdict: told.has(one) ? 'killed' : await verdict(one) });
    }
    return results;
  });
}

const hasSurvived = (one: Result) => one.verdict === 'survived';

async function main(words: readonly string[]): Promise<void> {
  const all = cases(words);
  const waiting = batchesOf(all);
  console.log(`${all.length} mutants`);
  const results: Result[] = [];
  const worker = async () => {
    for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) {
      const first = await judged(batch, answers.ofAnyRun);
      const found = [
        ...first.filter((one) => !hasSurvived(one)),
        ...(await judged(first.filter(hasSurvived), answers.ofThisRun)),
      ];
      for (const one of found) {
        results.push(one);
        if (hasSurvived(one)) console.log(`survived: ${one.rule}: ${one.what}`);
        if (results.length % SCORE_EVERY === 0) console.log(scoreLine(results, all.length));
      }
    }
  };
  // Whoever stops it wants to know what it has found so far.
  process.once('SIGINT', () => {
    console.log(scoreLine(results, all.length));
    process.exit(1);
  });
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  console.log(scoreLine(results, all.length));
  if (words.length === 0) writeFileSync(PAGE, scorePage(results));
  process.exitCode = results.some(hasSurvived) ? 1 : 0;
}

await main(process.argv.slice(2));
