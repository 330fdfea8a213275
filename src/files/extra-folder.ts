import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nearest } from '../lib/nearest.js';
import type { Problem } from '../lib/problem.js';
import { type FromFile, placeOf } from './written.js';
import type { Path } from './yaml-file.js';

interface ExtraFolder {
  /** The setting that says `folder` and `exempt`. */
  readonly setting: readonly string[];
  readonly folder: string;
  /** Whether a file is one of those that are read. */
  readonly isRead: (name: string) => boolean;
  /** The same in words, as in `.json files`. */
  readonly what: string;
}

/** The folder of files that ride along, as a path, and their names, sorted; or why there are none. */
export type FolderFiles =
  | { readonly folder: string; readonly names: readonly string[] }
  | { readonly problem: Problem };

/** Lists the files of a folder, which is looked for from where the environment file is. */
export function folderFiles(environment: FromFile, { setting, folder: named, isRead, what }: ExtraFolder): FolderFiles {
  const folder = join(dirname(environment.file), named);
  const path = [...setting, 'folder'];
  const wrong = (why: string) => ({
    problem: {
      ...placeOf(environment, path),
      message: `${path.join('.')} must be a folder of ${what}, got "${named}"${why}`,
    },
  });
  try {
    const names = readdirSync(folder).filter(isRead).sort();
    return names.length === 0 ? wrong(', which has none') : { folder, names };
  } catch (error) {
    return wrong(`: ${reasonOf(error)}`);
  }
}

/** Why a file or a folder cannot be read. */
export function reasonOf(error: unknown): string {
  // Node says "EACCES: permission denied, open '<path>'".
  return error instanceof Error ? (error.message.split(", '", 1)[0] ?? '') : String(error);
}

interface Exemptions {
  readonly setting: Path;
  readonly exempt: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly files: readonly string[];
  readonly rules: readonly string[];
}

/** Exemptions of files and rules that there are not: a misspelled one would look as if it held. */
export function idleExemptions(
  environment: FromFile,
  { setting, exempt, files, rules }: Exemptions,
): readonly Problem[] {
  const path = [...setting, 'exempt'];
  const where = path.map(String).join('.');
  return Object.entries(exempt).flatMap(([name, reasons]) => [
    ...(files.includes(name)
      ? []
      : [
          {
            ...placeOf(environment, [...path, name]),
            message: `${where} must name files of the folder, got "${name}"${hint(name, files)}`,
          },
        ]),
    ...Object.keys(reasons)
      .filter((rule) => !rules.includes(rule))
      .map((rule) => ({
        ...placeOf(environment, [...path, name, rule]),
        message: `${where}["${name}"] must name rules, got "${rule}"${hint(rule, rules)}`,
      })),
  ]);
}

function hint(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return meant === undefined ? `; allowed are ${known.join(', ')}` : `; did you mean ${meant}?`;
}
