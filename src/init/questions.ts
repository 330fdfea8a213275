import { settings } from '../documented/settings.js';
import { ANSWERS, type Answers, ASKED, typedAs, type Value } from './answers.js';

/** Asks somebody: the question, and what an empty answer stands for. */
export type Ask = (question: string) => Promise<string>;

/**
 * Asks for every answer that nobody has given, one after the other. An empty answer is what a cluster says, or none: then the default holds.
 * An answer that cannot be read is told and asked for again.
 */
export async function asked(given: Answers, seen: Answers, ask: Ask): Promise<Answers> {
  const known = new Map(settings().map((setting) => [setting.path, setting]));
  const answers: Partial<Record<keyof Answers, Value>> = { ...given };
  for (const name of ANSWERS) {
    const { setting, read, rare } = ASKED[name];
    if (given[name] !== undefined || (rare && seen[name] === undefined)) continue;
    const { description = setting, byDefault } = known.get(setting) ?? {};
    const proposed: Value | undefined = seen[name] ?? (byDefault === undefined ? undefined : JSON.parse(byDefault));
    const question = `${description}\n${setting} [${proposed === undefined ? 'none' : typedAs(name, proposed)}]: `;
    const value = await answered(question, read, ask);
    const chosen = value ?? seen[name];
    if (chosen !== undefined) answers[name] = chosen;
  }
  return answers;
}

async function answered(question: string, read: (typed: string) => Value, ask: Ask): Promise<Value | undefined> {
  const typed = (await ask(question)).trim();
  if (typed === '') return undefined;
  try {
    return read(typed);
  } catch (error) {
    return answered(`${error instanceof Error ? error.message : String(error)}\n${question}`, read, ask);
  }
}
