import { availableParallelism } from 'node:os';
import type { AlertRule, RecordRule } from '../../src/rules/rule-group.js';
import { providePrometheus } from '../../tools/prometheus/provide.js';
import { replaced } from '../support/mutant.js';
import { equivalentReason } from './equivalent.js';
import { mutantsOf } from './mutants.js';
import { failsTests } from './tests.js';
import { type Witness, witnesses } from './witness.js';

/** A mutant of one rule, and who could notice it. */
interface Case {
  readonly rule: string;
  readonly what: string;
  readonly original: string;
  readonly expression: string;
  readonly witnesses: readonly Witness[];
}

type Verdict = 'killed' | 'equivalent' | 'survived';

const { promtool } = providePrometheus();

/** Each rule that somebody rests on, once, with everybody who rests on it. Words after the command pick rules by name. */
function cases(picked: readonly string[]): readonly Case[] {
  const byRule = new Map<string, { title: string; expression: string; witnesses: Witness[] }>();
  for (const witness of witnesses) {
    for (const rule of witness.groups.flatMap(({ rules }) => rules)) {
      const title = titleOf(rule);
      const key = `${title}\n${rule.expr}`;
      const known = byRule.get(key) ?? { title, expression: rule.expr, witnesses: [] };
      byRule.set(key, { ...known, witnesses: [...known.witnesses, witness] });
    }
  }
  return [...byRule.values()]
    .filter(({ title }) => picked.length === 0 || picked.some((word) => title.includes(word)))
    .flatMap(({ title, expression, witnesses: able }) =>
      mutantsOf(expression).map((mutant) => ({
        rule: title,
        what: mutant.what,
        original: expression,
        expression: mutant.expression,
        witnesses: able,
      })),
    );
}

function titleOf(rule: RecordRule | AlertRule): string {
  if ('alert' in rule) return rule.alert;
  const labels = Object.values(rule.labels ?? {}).join(', ');
  return labels === '' ? rule.record : `${rule.record} (${labels})`;
}

async function verdict({ rule, what, original, expression, witnesses: able }: Case): Promise<Verdict> {
  const replacement = { original, expression };
  for (const { groups, complaint } of able) {
    if ((await complaint(promtool, replaced(groups, replacement))) !== '') return 'killed';
  }
  if (await failsTests(replacement)) return 'killed';
  return equivalentReason(rule, what) === undefined ? 'survived' : 'equivalent';
}

async function main(): Promise<void> {
  const waiting = [...cases(process.argv.slice(2))];
  const total = waiting.length;
  console.log(`${total} mutants`);
  const counts: Record<Verdict, number> = { killed: 0, equivalent: 0, survived: 0 };
  const worker = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const found = await verdict(next);
      counts[found] += 1;
      if (found === 'survived') console.log(`survived: ${next.rule}: ${next.what}`);
    }
  };
  // Whoever stops it wants to know what it has found so far.
  process.once('SIGINT', () => {
    report(counts, total);
    process.exit(1);
  });
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  report(counts, total);
  process.exitCode = counts.survived === 0 ? 0 : 1;
}

function report({ killed, equivalent, survived }: Readonly<Record<Verdict, number>>, total: number): void {
  const tried = killed + equivalent + survived;
  const score = ((100 * killed) / (tried - equivalent)).toFixed(1);
  console.log(
    `${tried} of ${total} mutants: ${killed} killed, ${equivalent} equivalent, ${survived} survived; score ${score}%`,
  );
}

await main();
