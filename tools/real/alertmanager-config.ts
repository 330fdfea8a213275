import { parse } from 'yaml';
import { output } from './command.js';
import { ownGoProgram } from './go-program.js';

/** Which Alertmanager the operator configures. */
export interface ConfiguredAlertmanager {
  readonly version: string;
  readonly namespace: string;
  /** Which alerts an AlertmanagerConfig sees, in the words of the Alertmanager resource. */
  readonly matcherStrategy: string;
}

/**
 * The configuration that the Prometheus Operator makes of AlertmanagerConfigs and the Secrets that they name, beside an own route
 * to a receiver `nobody`. Throws where its validation refuses an object, where a Secret is missing, and on a field that it does
 * not know.
 */
export async function alertmanagerConfiguration(
  objects: readonly unknown[],
  { version, namespace, matcherStrategy }: ConfiguredAlertmanager,
): Promise<unknown> {
  const program = await ownGoProgram('alertmanager-config');
  const args = ['-alertmanager-version', version, '-namespace', namespace, '-matcher-strategy', matcherStrategy];
  return parse(await output(program, args, { input: JSON.stringify(objects) }));
}
