import { loadEnvironments } from '../files/load.js';
import { printable, printableLines } from '../lib/printable.js';
import { InvalidEnvironments } from '../lib/problem.js';
import { knownNames } from '../rules/known-names.js';
import { annotation } from './annotation.js';
import { coloursOf } from './colours.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { ruleTestFiles, runRuleTest, type TestedFile } from './rule-tests.js';
import { failureText } from './synth-format.js';
import type { TestFormat } from './test-format.js';

/** What is to be tested, and with what. */
interface Asked {
  readonly environments: string;
  readonly only: readonly string[];
  /** A path, or a name that is looked for in PATH. */
  readonly promtool: string;
  readonly format: TestFormat;
}

/** A file of unit tests as an environment runs it. */
interface Tested extends TestedFile {
  readonly environment: string;
}

/** Runs the unit tests beside rules of one's own, of every environment of a folder, and prints what promtool said of each file. */
export async function testRules({ environments, only, promtool, format }: Asked): Promise<ExitCode> {
  try {
    const all = loadEnvironments(environments, knownNames, only);
    const asked = all.flatMap((environment) => ruleTestFiles(environment).map((file) => ({ environment, file })));
    const tested: Tested[] = [];
    for (const { environment, file } of asked) {
      const one = { ...(await runRuleTest(promtool, environment, file)), environment: environment.name };
      if (format !== 'json') console.log(told(one, format));
      tested.push(one);
    }
    if (format === 'json') console.log(JSON.stringify({ problems: [], tests: tested.map(trimmed) }, undefined, 2));
    else if (asked.length === 0)
      console.log(`no environment in ${environments} has unit tests beside rules.extraRules`);
    return tested.every(({ ok }) => ok) ? EXIT.fine : EXIT.wrong;
  } catch (error) {
    const text = failureText(error, format === 'json' ? 'text' : format);
    if (format === 'json') console.log(JSON.stringify({ problems: [{ message: text }], tests: [] }, undefined, 2));
    else console.error(text);
    return error instanceof InvalidEnvironments ? EXIT.wrong : EXIT.unable;
  }
}

function trimmed({ environment, file, ok, output }: Tested) {
  return { environment, file, ok, output: printableLines(output.trim()) };
}

function told(tested: Tested, format: TestFormat): string {
  const { environment, file, ok, output } = trimmed(tested);
  const { name, faint } = coloursOf(process.stdout, process.env);
  if (ok) return `${faint('ok    ')} ${environment}: ${printable(file)}`;
  const line = `${name('failed')} ${environment}: ${printable(file)}`;
  if (format === 'text') return `${line}\n${output}`;
  return `${annotation({ level: 'error', message: output, place: { file } })}\n${line}`;
}
