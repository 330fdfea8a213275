import { cpSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { writeKustomizations } from '../app/kustomization.js';
import { keepOtherApplications, takenApplicationNames } from '../app/other-applications.js';
import { synthesize } from '../app/synthesis.js';
import { APPLICATIONS_FOLDER } from '../config/argocd.js';
import { loadFolder } from '../files/load.js';
import { whole } from '../files/parts.js';
import { printable } from '../lib/printable.js';
import { InvalidEnvironments, type Problem } from '../lib/problem.js';
import { filesBelow, replacing } from '../output/replacing.js';
import { strangerProblems } from '../output/strangers.js';
import { knownNames } from '../rules/known-names.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { progressOn } from './progress.js';
import { failureText, type SynthFormat, writtenText } from './synth-format.js';

const DIST = 'dist';
/**
 * The output folder that cdk8s.yaml names. cdk8s-cli deletes its output folder before it runs a program, so the program
 * writes `dist` itself, and only when everything is right.
 */
export const STAGING = '.synth';

/** What of a synthesis is asked for. */
interface Asked {
  /** The folder of environment files. */
  readonly environments: string;
  /** The folder that is replaced. */
  readonly output?: string;
  /** Patterns of names of environments; every environment where there is none. */
  readonly only: readonly string[];
  readonly verbose: boolean;
  readonly format: SynthFormat;
}

/**
 * Synthesizes every environment, or those that `only` names, into `dist`, or into the folder that is asked for or that
 * `cdk8s synth --output` names, and says what it wrote. With `only`, folders of other environments stay as they are.
 * Writes nothing when anything is wrong, and where the folder holds what synth did not write.
 */
export async function synth({ environments: from, output, only, verbose, format }: Asked): Promise<ExitCode> {
  const outputFolder = process.env['CDK8S_OUTDIR'];
  const say = outputFolder === undefined ? console.log : console.error;
  const progress = progressOn(process.stderr);
  try {
    const staged = outputFolder !== undefined && resolve(outputFolder) === resolve(STAGING);
    const target = output ?? (outputFolder === undefined || staged ? DIST : outputFolder);
    await replacing(target, {
      tell: (warning) => console.error(printable(warning)),
      make: async ({ folder, touch, replace }) => {
        const loaded = loadFolder(from, knownNames, only);
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
        say(writtenText({ environments: told, folder: target, files, verbose }, format));
      },
    });
    return EXIT.fine;
  } catch (error) {
    progress.end();
    // What a program reads is where it looks for it.
    const complain = format === 'text' ? console.error : say;
    complain(failureText(error, format));
    return EXIT.wrong;
  }
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new InvalidEnvironments(problems);
}

function copy(folder: string, target: string): void {
  rmSync(target, { recursive: true, force: true });
  cpSync(folder, target, { recursive: true });
}
