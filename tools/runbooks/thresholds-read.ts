import type { Environment } from '../../src/config/environment.js';
import { type ThresholdName, thresholdNames } from '../../src/config/thresholds.js';

/** The thresholds that something reads while it is made from an environment, in the order of the schema. */
export function thresholdsRead(environment: Environment, make: (environment: Environment) => void): ThresholdName[] {
  const read = new Set<PropertyKey>();
  const thresholds = new Proxy(environment.alerts.thresholds, {
    get: (target, name, receiver) => {
      read.add(name);
      return Reflect.get(target, name, receiver);
    },
  });
  make({ ...environment, alerts: { ...environment.alerts, thresholds } });
  return thresholdNames.filter((name) => read.has(name));
}
