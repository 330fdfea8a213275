import { setImmediate } from 'node:timers/promises';
import type { Environment } from '../config/environment.js';
import { ArksMonitoring } from '../constructs/arks-monitoring.js';
import { printable } from '../lib/printable.js';
import { isFull } from '../output/room.js';
import type { Plan } from '../plan/plan.js';
import { regexLiteral } from '../promql/build.js';
import { createApp } from './app.js';
import { type Told, toldOf } from './told.js';

/** What only all objects of an environment together show to be wrong. */
interface Failure {
  readonly environment: Environment;
  /** The path of the construct that says it. */
  readonly path: string;
  readonly message: string;
}

interface Synthesis {
  readonly environments: readonly Environment[];
  readonly folder: string;
  /** Called before each environment. */
  readonly tell: (text: string) => void;
}

/** So many environments have the same failure each on a line of its own; with more, what they share is said once. */
const MOST_ALIKE = 3;

/**
 * Synthesizes one environment after the other into folders of their names, so that no more than one tree of constructs is
 * held in memory. Returns what people are told of each. Throws with what is wrong with any of them, after all were tried, and at once where the disk is full; the folder
 * is then incomplete.
 * Between two of them the process hears signals.
 */
export async function synthesize({ environments, folder, tell }: Synthesis): Promise<readonly Told[]> {
  const told: Told[] = [];
  const failures: Failure[] = [];
  for (const [index, environment] of environments.entries()) {
    tell(`synthesizing ${environment.name}, ${index + 1} of ${environments.length}`);
    failures.push(...failuresOf(environment, folder, (plan) => told.push(toldOf(plan))));
    await setImmediate();
  }
  if (failures.length === 0) return told;
  throw new Error(['Validation failed with the following errors:', ...alike(failures).flatMap(lines)].join('\n  '));
}

function failuresOf(environment: Environment, folder: string, done: (plan: Plan) => void): readonly Failure[] {
  const failed = (path: string, message: string) => ({ environment, path, message });
  try {
    const app = createApp([environment], folder);
    try {
      app.synth();
      for (const part of app.node.findAll()) if (part instanceof ArksMonitoring) done(part.plan);
      return [];
    } catch (error) {
      // cdk8s throws its validations as one text; asked again, each construct says its own.
      const failures = app.node
        .findAll()
        .flatMap(({ node }) => node.validate().map((message) => failed(node.path, message)));
      if (failures.length === 0) throw error;
      return failures;
    }
  } catch (error) {
    // The disk is to blame, and no environment.
    if (isFull(error)) throw error;
    // No check has foreseen it, so that all there is to say is where it comes from.
    const reason = error instanceof Error ? error.message : String(error);
    return [failed(environment.name, `cannot be synthesized: ${reason} (${environment.file})`)];
  }
}

/** Failures that differ in nothing but the environment are together. */
function alike(failures: readonly Failure[]): readonly (readonly Failure[])[] {
  const groups = new Map<string, Failure[]>();
  for (const failure of failures) {
    const { environment, path, message } = failure;
    const place = RegExp(`${regexLiteral(JSON.stringify(environment.file).slice(1, -1))}(:\\d+:\\d+)?`, 'g');
    const key = `${path.slice(environment.name.length)} ${message.replace(place, '')}`;
    groups.set(key, [...(groups.get(key) ?? []), failure]);
  }
  return [...groups.values()];
}

function lines(failures: readonly Failure[]): readonly string[] {
  const each = failures.map(({ path, message }) => printable(`[${path}] ${message}`));
  if (failures.length <= MOST_ALIKE) return each;
  const others = failures.slice(1).map(({ environment }) => environment.name);
  return [...each.slice(0, 1), `the same in ${others.length} more environments: ${others.join(', ')}`];
}
