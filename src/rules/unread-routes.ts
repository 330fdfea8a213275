import type { Environment } from '../config/environment.js';
import type { Remark } from '../lib/remark.js';

/** What is said of an AlertmanagerConfig alone, and has no default by which nobody could tell whether it was said. */
const OF_THE_OBJECT = ['matcherStrategy', 'selectorLabels'] as const;

/** Settings of an AlertmanagerConfig beside a configuration file, for which nothing is written. */
export function unreadRoutes({ alertmanager }: Pick<Environment, 'alertmanager'>): readonly Required<Remark>[] {
  if (alertmanager?.delivery !== 'configMap') return [];
  return OF_THE_OBJECT.filter((name) => alertmanager[name] !== undefined).map((name) => ({
    message: `alertmanager.${name} is about an AlertmanagerConfig, and has no effect where alertmanager.delivery is configMap`,
    setting: ['alertmanager', name],
  }));
}
