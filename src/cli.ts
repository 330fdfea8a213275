import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { argumentsOf } from './arguments.js';
import { loadEnvironments } from './config/load.js';
import { maskedText } from './config/masked.js';
import { printable, printableLines } from './config/printable.js';
import { writeKustomizations } from './kustomization.js';
import { keepOtherApplications } from './other-applications.js';
import { filesBelow, replaceFolder, replaceFoldersIn } from './output.js';
import { progressOn } from './progress.js';
import { report } from './report.js';
import { knownNames } from './rules/known-names.js';
import { synthesize } from './synthesis.js';

const ENVIRONMENTS = 'environments';
const DIST = 'dist';
/**
 * The output folder that cdk8s.yaml names. cdk8s-cli deletes its output folder before it runs a program, so the program
 * writes `dist` itself, and only when everything is right.
 */
export const STAGING = '.synth';

/**
 * Synthesizes every environment, or those that --only names, into `dist`, or into the folder that `cdk8s synth --output` asks
 * for, and says what it wrote. With --only, folders of other environments stay as they are.
 * Sets exit code 1 and writes nothing when anything is wrong.
 */
export function main(): void {
  const asked = process.env['CDK8S_OUTDIR'];
  const say = asked === undefined ? console.log : console.error;
  const scratch = mkdtempSync(join(tmpdir(), 'arks-monitoring-'));
  const progress = progressOn(process.stderr);
  try {
    const { only, verbose } = argumentsOf(process.argv.slice(2));
    const environments = loadEnvironments(ENVIRONMENTS, knownNames, only);
    synthesize({ environments, folder: scratch, tell: progress.tell });
    writeKustomizations(environments, scratch);
    const staged = asked !== undefined && resolve(asked) === resolve(STAGING);
    const target = asked === undefined || staged ? DIST : asked;
    const files = filesBelow(scratch);
    if (only.length > 0) keepOtherApplications(environments, target, scratch);
    const replace = only.length === 0 ? replaceFolder : replaceFoldersIn;
    const warnings = [...new Set([asked ?? DIST, target])].flatMap((folder) => replace(scratch, folder));
    progress.end();
    for (const warning of warnings) console.error(printable(warning));
    say(printableLines(report({ environments, folder: target, files, verbose })));
  } catch (error) {
    progress.end();
    console.error(printableLines(maskedText(error instanceof Error ? error.message : String(error))));
    process.exitCode = 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
