import { EVERYTHING_DRAWN } from '../documented/everything.js';
import { planned } from '../documented/planned.js';
import type { Kind } from '../explain/explanation.js';
import { type Meaning, meaningOf } from '../explain/names.js';
import { subjectsOf } from '../explain/subjects.js';
import { explanationText } from '../explain/text.js';
import { loadEnvironments } from '../files/load.js';
import { printable, printableLines } from '../lib/printable.js';
import { InvalidEnvironments } from '../lib/problem.js';
import type { Plan } from '../plan/plan.js';
import { knownNames } from '../rules/known-names.js';
import { coloursOf } from './colours.js';
import { EXIT, type ExitCode } from './exit-code.js';
import type { ExplainFormat } from './explain-format.js';

/** What is to be explained. */
interface Asked {
  readonly name: string;
  /** What it is, where several things have that name. */
  readonly kind?: Kind;
  /** As which environment says it; without one everything is on. */
  readonly environment?: string;
  readonly environments: string;
  readonly format: ExplainFormat;
}

const MOST_CANDIDATES = 20;

/** Prints what something is that has a name, or what the name may mean. */
export async function printExplanation(asked: Asked): Promise<ExitCode> {
  try {
    const subjects = subjectsOf(planAsked(asked)).filter(({ kind }) => asked.kind === undefined || kind === asked.kind);
    const meaning = meaningOf(asked.name, subjects);
    if (!('found' in meaning)) {
      console.error(printableLines(unclear(meaning, asked)));
      return EXIT.wrong;
    }
    const explanation = meaning.found.explain();
    const text =
      asked.format === 'json'
        ? JSON.stringify(explanation, undefined, 2)
        : explanationText(explanation, coloursOf(process.stdout, process.env));
    console.log(text);
    return EXIT.fine;
  } catch (error) {
    if (!(error instanceof InvalidEnvironments)) throw error;
    console.error(error.message);
    return EXIT.wrong;
  }
}

/** Throws InvalidEnvironments where there is no such environment, and where something is wrong with it. */
function planAsked({ environment, environments }: Asked): Plan {
  if (environment === undefined) return planned(EVERYTHING_DRAWN);
  const [found] = loadEnvironments(environments, knownNames, [environment], '--environment');
  return planned(found ?? EVERYTHING_DRAWN);
}

function unclear(meaning: Exclude<Meaning, { readonly found: unknown }>, { kind, environment }: Asked): string {
  if ('several' in meaning) {
    const shown = meaning.several.slice(0, MOST_CANDIDATES).map((one) => `  ${one.kind} ${one.name}`);
    const left = meaning.several.length - shown.length;
    return ['this name has several things; say which by its whole name, or by --kind:', ...shown]
      .concat(left > 0 ? [`  and ${left} more`] : [])
      .join('\n');
  }
  if (environment !== undefined) {
    const elsewhere = meaningOf(meaning.none, subjectsOf(planned(EVERYTHING_DRAWN)));
    if ('found' in elsewhere) {
      return `${elsewhere.found.kind} ${elsewhere.found.name} is not in ${environment}; without --environment it is explained`;
    }
  }
  const what = kind === undefined ? 'alert, record, panel, metric or setting' : kind;
  const where = environment === undefined ? '' : ` of ${environment}`;
  const hint = meaning.meant === undefined ? '' : `; did you mean ${meaning.meant}?`;
  return printable(`no ${what}${where} is called ${JSON.stringify(meaning.none)}${hint}`);
}
