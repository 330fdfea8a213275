import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createApp } from './app.js';
import { loadEnvironments } from './config/load.js';
import { maskedText } from './config/masked.js';
import { writeKustomizations } from './kustomization.js';
import { filesBelow, replaceFolder } from './output.js';
import { report } from './report.js';
import { knownNames } from './rules/known-names.js';

const ENVIRONMENTS = 'environments';
const DIST = 'dist';
/**
 * The output folder that cdk8s.yaml names. cdk8s-cli deletes its output folder before it runs a program, so the program
 * writes `dist` itself, and only when everything is right.
 */
export const STAGING = '.synth';

/**
 * Synthesizes every environment into `dist`, or into the folder that `cdk8s synth --output` asks for, and says what it wrote.
 * Sets exit code 1 and writes nothing when anything is wrong.
 */
export function main(): void {
  const asked = process.env['CDK8S_OUTDIR'];
  const say = asked === undefined ? console.log : console.error;
  const scratch = mkdtempSync(join(tmpdir(), 'arks-monitoring-'));
  try {
    const environments = loadEnvironments(ENVIRONMENTS, knownNames);
    createApp(environments, scratch).synth();
    writeKustomizations(environments, scratch);
    const staged = asked !== undefined && resolve(asked) === resolve(STAGING);
    const target = asked === undefined || staged ? DIST : asked;
    const warnings = [...new Set([asked ?? DIST, target])].flatMap((folder) => replaceFolder(scratch, folder));
    for (const warning of warnings) console.error(warning);
    say(
      report(
        environments,
        filesBelow(scratch).map((file) => join(target, file)),
      ),
    );
  } catch (error) {
    console.error(maskedText(error instanceof Error ? error.message : String(error)));
    process.exitCode = 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
