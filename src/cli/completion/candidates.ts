import { existsSync, readFileSync } from 'node:fs';
import { KINDS, type Kind } from '../../explain/explanation.js';
import { environmentName, isShared, yamlFiles } from '../../files/environment-files.js';
import { isDnsLabel } from '../../lib/dns-label.js';
import { type Words, wordToComplete } from './words.js';

const DEFAULT_FOLDER = 'environments';
/** Beside the code of the package, written when that is packed: whoever derives these names loads most of the program, and a shell waits. */
const WRITTEN = new URL('subject-names.txt', import.meta.url);

/**
 * What may stand in the place of the last of these words, which follow the name of the program; none where files may, which shells know
 * themselves. What is not asked for is not loaded.
 */
export async function candidates(commands: readonly Words[], words: readonly string[]): Promise<readonly string[]> {
  const { source, start } = wordToComplete(commands, words);
  const all = typeof source === 'string' ? await namesFrom(source, start, words) : source;
  return all.filter((one) => one.startsWith(start));
}

async function namesFrom(source: string, start: string, words: readonly string[]): Promise<readonly string[]> {
  if (source === 'environments') return environmentsIn(valueAfter('--environments', words) ?? DEFAULT_FOLDER);
  if (source !== 'names') return [];
  const kind = KINDS.find((one) => one === valueAfter('--kind', words));
  if (existsSync(WRITTEN)) return namesWritten(readFileSync(WRITTEN, 'utf8'), kind);
  const { subjectNames } = await import('../../explain/subject-names.js');
  return subjectNames(start, kind);
}

/** The names in a text of lines, the kind before the name; of one kind where it is said. */
export function namesWritten(text: string, kind?: Kind): readonly string[] {
  const lines = text.split('\n').filter((line) => (kind === undefined ? line !== '' : line.startsWith(`${kind} `)));
  return [...new Set(lines.map((line) => line.slice(line.indexOf(' ') + 1)))].sort();
}

/** The environments of a folder by the names of their files; what could be none is left out, and nothing is said where there is no folder. */
function environmentsIn(folder: string): readonly string[] {
  const files = yamlFiles(folder);
  if ('problem' in files) return [];
  return files
    .filter((file) => !isShared(file))
    .map(environmentName)
    .filter(isDnsLabel);
}

function valueAfter(option: string, words: readonly string[]): string | undefined {
  const at = words.lastIndexOf(option, words.length - 2);
  const joined = words.findLast((word) => word.startsWith(`${option}=`));
  return at < 0 ? joined?.slice(option.length + 1) : words[at + 1];
}
