import { code, plain, table } from '../../src/lib/markdown.js';

/** What became of one mutant; an equivalent one says why it is no other rule. */
export interface Result {
  readonly group: string;
  readonly rule: string;
  readonly what: string;
  readonly verdict: 'killed' | 'survived' | { readonly equivalent: string };
}

/** The score of some mutants on one line. */
export function scoreLine(results: readonly Result[], total: number): string {
  const { killed, equivalent, survived } = counted(results);
  const score = ((100 * killed) / (killed + survived)).toFixed(1);
  return `${results.length} of ${total} mutants: ${killed} killed, ${equivalent} equivalent, ${survived} survived; score ${score}%`;
}

/** The page that says how the tests stood the mutants of all rules. */
export function scorePage(results: readonly Result[]): string {
  const groups = [...new Set(results.map(({ group }) => group))].sort();
  const rows = groups.map((group) =>
    row(
      group,
      results.filter((one) => one.group === group),
    ),
  );
  const survivors = results.filter(({ verdict }) => verdict === 'survived');
  return [
    '# Mutation testing',
    'Written by `npm run test:mutation` at the end of a run over all rules.',
    'A mutant is a rule with one thing wrong: a comparison turned round, a matcher or a label gone, a set operator, a name ' +
      'or a window changed. It is killed when a test fails, and equivalent when it says the same as the rule wherever the ' +
      'rule is used: those of alerts are played to every story, those of records only to the stories and cases that notice ' +
      'another mutant of their rule.',
    table(['rules', 'mutants', 'killed', 'equivalent', 'survived'], [...rows, row('all', results)]),
    '## Equivalent mutants',
    listed(results, ({ verdict }) => (typeof verdict === 'string' ? undefined : plain(verdict.equivalent))),
    ...(survivors.length === 0 ? [] : ['## Survivors', listed(survivors, () => '')]),
  ]
    .join('\n\n')
    .concat('\n');
}

function counted(results: readonly Result[]) {
  const of = (verdict: Result['verdict']) => results.filter((one) => one.verdict === verdict).length;
  const [killed, survived] = [of('killed'), of('survived')];
  return { killed, survived, equivalent: results.length - killed - survived };
}

function row(name: string, results: readonly Result[]): readonly string[] {
  const { killed, equivalent, survived } = counted(results);
  return [name, ...[results.length, killed, equivalent, survived].map(String)];
}

/** A line for each mutant that has something said about it, in an order that does not depend on the run. */
function listed(results: readonly Result[], words: (result: Result) => string | undefined): string {
  return results
    .flatMap((one) => {
      const said = words(one);
      return said === undefined ? [] : [`- ${one.rule}: ${code(one.what)}${said === '' ? '' : `: ${said}`}`];
    })
    .sort()
    .join('\n');
}
