import { envoySignals } from './raw/envoy.js';
import { pluginSignals } from './raw/plugin.js';
import { insideSignals, processSignals } from './raw/processes.js';
import { resourceSignals } from './raw/resources.js';
import { routerSignals } from './raw/router.js';
import type { Signal } from './signal.js';

/**
 * Every signal that reads exposed series only, where they arise, one replica or one process at a time: recording them would
 * cost more than it saves.
 */
export const rawSignals: readonly Signal[] = [
  ...pluginSignals,
  ...processSignals,
  ...envoySignals,
  ...routerSignals,
  ...resourceSignals,
  ...insideSignals,
];
