import { setImmediate } from 'node:timers/promises';
import type { Environment } from '../config/environment.js';
import { ArksMonitoring } from '../constructs/arks-monitoring.js';
import { problemsBelow } from '../constructs/checked.js';
import type { Loaded } from '../files/load.js';
import type { EnvironmentProblem } from '../files/shared-problems.js';
import { type FromFile, placeOf } from '../files/written.js';
import type { Problem } from '../lib/problem.js';
import { isFull } from '../output/room.js';
import type { Plan } from '../plan/plan.js';
import { createApp } from './app.js';
import { besideGoogle } from './beside-google.js';
import { extraDrawnTwice } from './extra-drawn-twice.js';
import { partProblems } from './part-checks.js';
import { together } from './together.js';
import { type Told, type ToldSentence, toldOf } from './told.js';

interface Synthesis {
  readonly loaded: Loaded;
  readonly folder: string;
  /** Called before each environment. */
  readonly tell: (text: string) => void;
}

/** What came of a synthesis. */
interface Synthesized {
  /** What people are told of each environment; of all of them where nothing is wrong. */
  readonly told: readonly Told[];
  /** All that is wrong, with what was known before; the folder is then incomplete. */
  readonly problems: readonly Problem[];
}

/**
 * Synthesizes one environment after the other into folders of their names, so that no more than one tree of constructs is
 * held in memory. Where something is wrong nothing more is written, and the rest is checked all the same, as far as it is known.
 * Throws at once where the disk is full. Between two environments the process hears signals.
 */
export async function synthesize({ loaded, folder, tell }: Synthesis): Promise<Synthesized> {
  const { environments, parts } = loaded;
  const known = [...loaded.problems, ...extraDrawnTwice(loaded)];
  const told: Told[] = [];
  const found: EnvironmentProblem[] = parts.flatMap((part) => ofEnvironment(part.environment.name, partProblems(part)));
  const beside = besideGoogle(environments);
  for (const [index, environment] of environments.entries()) {
    tell(`synthesizing ${environment.name}, ${index + 1} of ${environments.length}`);
    const isRight = known.length + found.length === 0;
    const make = isRight ? written : checked;
    const problems = make(environment, folder, (plan) =>
      told.push(withSentence(toldOf(plan), beside.get(environment.name))),
    );
    found.push(...ofEnvironment(environment.name, problems));
    await setImmediate();
  }
  return { told, problems: [...known, ...together(found)] };
}

function withSentence(told: Told, sentence: ToldSentence | undefined): Told {
  return sentence === undefined ? told : { ...told, sentences: [...told.sentences, [sentence]] };
}

function ofEnvironment(environment: string, problems: readonly Problem[]): readonly EnvironmentProblem[] {
  return problems.map((problem) => ({ environment, problem }));
}

/** Writes the objects of an environment, or says what is wrong with them. */
function written(environment: Environment, folder: string, done: (plan: Plan) => void): readonly Problem[] {
  return orUnforeseen(environment, () => {
    const app = createApp([environment], folder);
    try {
      app.synth();
      for (const part of app.node.findAll()) if (part instanceof ArksMonitoring) done(part.plan);
      return [];
    } catch (error) {
      // cdk8s throws its validations as one text; asked again, each construct says its own.
      const problems = problemsBelow(app);
      if (problems.length === 0) throw error;
      return problems;
    }
  });
}

/** What is wrong with the objects of an environment; nothing is written. */
function checked(environment: Environment, folder: string): readonly Problem[] {
  return orUnforeseen(environment, () => problemsBelow(createApp([environment], folder)));
}

function orUnforeseen(environment: FromFile, work: () => readonly Problem[]): readonly Problem[] {
  try {
    return work();
  } catch (error) {
    // The disk is to blame, and no environment.
    if (isFull(error)) throw error;
    // No check has foreseen it, so that all there is to say is where it comes from.
    const reason = error instanceof Error ? error.message : String(error);
    return [{ ...placeOf(environment), message: `cannot be synthesized: ${reason}` }];
  }
}
