import { loadEnvironments, readEnvironment } from '../../src/files/load.js';
import { maskedText } from '../../src/lib/masked.js';
import { printable } from '../../src/lib/printable.js';
import { InvalidEnvironments, type Problem, placeText } from '../../src/lib/problem.js';
import { knownNames } from '../../src/rules/known-names.js';
import { temporaryFolder } from './temporary-folder.js';

/** The file that the texts of these tests are read as. */
export const FILE = 'environments/cluster-a.yaml';

/** All that is wrong with the text of an environment file, as texts; none where it is right. */
export function problemsIn(text: string, file = FILE): readonly string[] {
  const result = readEnvironment(file, text, knownNames);
  return 'problems' in result ? linesOf(result.problems) : [];
}

/** What loading a folder of these files reports, with paths from that folder. */
export function problemsInFolder(files: Readonly<Record<string, string>>): readonly string[] {
  return problemsOfFolder(temporaryFolder(files));
}

/** What loading a folder reports, with paths from that folder. */
export function problemsOfFolder(folder: string): readonly string[] {
  try {
    loadEnvironments(folder, knownNames);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidEnvironments)) throw error;
    return linesOf(error.problems).map((line) => line.replaceAll(`${folder}/`, '').replaceAll(folder, '.'));
  }
}

function linesOf(problems: readonly Problem[]): readonly string[] {
  return problems.map(textOf);
}

/** A problem for a test to read: what is wrong first, and its place at the end. People get the place first (test/config/problem.test.ts). */
export function textOf({ message, ...place }: Problem): string {
  return printable(maskedText(`${message} (${placeText(place)})`));
}
