import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { DEFAULTS } from '../files/environment-files.js';
import { ANSWERS, type AnswerName, type Answers, ASKED, type Value } from '../init/answers.js';
import { problemsOf } from '../init/checked.js';
import { seenIn } from '../init/cluster.js';
import { firstEnvironment } from '../init/first-environment.js';
import { asked } from '../init/questions.js';
import type { Seen } from '../init/seen.js';
import { isDnsLabel } from '../lib/dns-label.js';
import { kubectlWith, reasonOf } from '../lib/kubectl.js';
import { maskedText } from '../lib/masked.js';
import { printable, printableLines } from '../lib/printable.js';
import { InvalidEnvironments } from '../lib/problem.js';
import { EXIT, type ExitCode } from './exit-code.js';

/** What a first environment is to be. */
type Asked = Readonly<Partial<Record<AnswerName, string>>> & {
  readonly name: string;
  readonly environments: string;
  /** A context of kubectl to look at. */
  readonly kubeContext?: string;
  /** Whether questions may be asked where somebody can answer. */
  readonly questions: boolean;
};

const SCHEMA = 'environment.schema.json';
const NOTHING: Seen = { answers: {}, notes: [] };

/** Writes a first environment that synth takes, or says what is wrong with what was asked for. Overwrites nothing. */
export async function init(wanted: Asked): Promise<ExitCode> {
  const { name, environments: folder, kubeContext } = wanted;
  const file = join(folder, `${name}.yaml`);
  if (!isDnsLabel(name)) return refused(`the name must be that of a Kubernetes namespace, got ${JSON.stringify(name)}`);
  if (existsSync(file)) return refused(`${file}:1:1: is there already, and is not overwritten`);
  let seen = NOTHING;
  try {
    if (kubeContext !== undefined) seen = seenIn(kubectlWith(kubeContext));
  } catch (error) {
    console.error(printable(maskedText(`the cluster could not be looked at: ${reasonOf(error)}`)));
    return EXIT.unable;
  }
  for (const note of seen.notes) console.error(printable(note));
  try {
    const has = (name: string) => existsSync(join(folder, name));
    const beside = { hasSchema: has(SCHEMA), hasDefaults: has(DEFAULTS) };
    const text = firstEnvironment(await answersTo(wanted, seen.answers), beside);
    const problems = await problemsOf({ folder, name, text });
    if (problems.length > 0) throw new InvalidEnvironments(problems);
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    return refused(messageOf(error));
  }
  console.log(
    `wrote ${file}; next: arks-monitoring synth --only ${name}${folder === 'environments' ? '' : ` --environments ${folder}`}`,
  );
  return EXIT.fine;
}

/** What flags say, then somebody at a terminal, then the cluster. */
async function answersTo(wanted: Asked, seen: Answers): Promise<Answers> {
  const given = givenBy(wanted);
  if (!wanted.questions || !process.stdin.isTTY || !process.stderr.isTTY) return { ...seen, ...given };
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await asked(given, seen, (question) => terminal.question(question));
  } finally {
    terminal.close();
  }
}

function givenBy(wanted: Asked): Answers {
  const given: Partial<Record<AnswerName, Value>> = {};
  for (const name of ANSWERS) {
    const typed = wanted[name];
    if (typed !== undefined) given[name] = ASKED[name].read(typed);
  }
  return given;
}

function refused(reason: string): ExitCode {
  console.error(printableLines(maskedText(reason)));
  return EXIT.wrong;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
