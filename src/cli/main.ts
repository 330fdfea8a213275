import { cpSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { writeKustomizations } from '../app/kustomization.js';
import { keepOtherApplications, takenApplicationNames } from '../app/other-applications.js';
import { synthesize } from '../app/synthesis.js';
import { APPLICATIONS_FOLDER } from '../config/argocd.js';
import { loadFolder } from '../files/load.js';
import { whole } from '../files/parts.js';
import { maskedText } from '../lib/masked.js';
import { printable, printableLines } from '../lib/printable.js';
import { InvalidEnvironments, type Problem } from '../lib/problem.js';
import { filesBelow, replacing } from '../output/replacing.js';
import { strangerProblems } from '../output/strangers.js';
import { knownNames } from '../rules/known-names.js';
import { argumentsOf } from './arguments.js';
import { progressOn } from './progress.js';
import { report } from './report.js';

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
 * Sets exit code 1 and writes nothing when anything is wrong, and where the folder holds what synth did not write.
 */
export async function main(): Promise<void> {
  const outputFolder = process.env['CDK8S_OUTDIR'];
  const say = outputFolder === undefined ? console.log : console.error;
  const progress = progressOn(process.stderr);
  try {
    const { only, verbose } = argumentsOf(process.argv.slice(2));
    const staged = outputFolder !== undefined && resolve(outputFolder) === resolve(STAGING);
    const target = outputFolder === undefined || staged ? DIST : outputFolder;
    await replacing(target, {
      tell: (warning) => console.error(printable(warning)),
      make: async ({ folder, touch, replace }) => {
        const loaded = loadFolder(ENVIRONMENTS, knownNames, only);
        const { environments, parts } = loaded;
        const all = [...environments.map(whole), ...parts];
        const names = [...all.map(({ environment }) => environment.name), APPLICATIONS_FOLDER];
        const strangers = () => strangerProblems(target, only.length === 0 ? undefined : names);
        const before = [...strangers(), ...(only.length === 0 ? [] : takenApplicationNames(all, target))];
        const tell = (text: string) => {
          touch();
          progress.tell(text);
        };
        const { told, problems } = await synthesize({
          loaded: { ...loaded, problems: [...loaded.problems, ...before] },
          folder,
          tell,
        });
        refuse(problems);
        writeKustomizations(environments, folder);
        const files = filesBelow(folder);
        if (only.length > 0) keepOtherApplications(environments, target, folder);
        // cdk8s-cli reads it when the program has ended.
        if (staged) copy(folder, STAGING);
        // For what came meanwhile.
        refuse(strangers());
        replace(only.length === 0 ? 'whole' : 'parts');
        progress.end();
        say(printableLines(report({ environments: told, folder: target, files, verbose })));
      },
    });
  } catch (error) {
    progress.end();
    console.error(printableLines(maskedText(error instanceof Error ? error.message : String(error))));
    process.exitCode = 1;
  }
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new InvalidEnvironments(problems);
}

function copy(folder: string, target: string): void {
  rmSync(target, { recursive: true, force: true });
  cpSync(folder, target, { recursive: true });
}
