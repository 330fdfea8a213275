import { RUNTIME_WORDS, RUNTIMES, type RuntimeName } from '../../config/runtimes.js';

/** Sentences end with a full stop and a space; no text here has one within a sentence. */
const BETWEEN_SENTENCES = /(?<=\.) +/;

/**
 * A text as it is true of these runtimes. A sentence that names a runtime is about that one and about no other, so that it goes where
 * the runtime is not served; tests hold every text that is written to it, for every choice of runtimes.
 */
export function ofRuntimes(text: string, served: readonly RuntimeName[]): string {
  const others = RUNTIMES.filter((name) => !served.includes(name)).map((name) => RUNTIME_WORDS[name]);
  if (!others.some((words) => text.includes(words))) return text;
  return text
    .split(BETWEEN_SENTENCES)
    .filter((sentence) => !others.some((words) => sentence.includes(words)))
    .join(' ');
}
