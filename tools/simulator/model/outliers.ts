import type { Clock } from '../clock.js';

/** Passive health checks as Arks sets them (config/gateway/gateway.yaml). */
const CONSECUTIVE_ERRORS = 3;
/** Times how often the host was taken out, less once for as long as it has been back. */
const EJECTION_SECONDS = 30;
const MOST_EJECTION_SECONDS = 300;
const SERVER_ERROR = 500;

/** The hosts of one route that Envoy takes out for their errors. */
export interface Outliers {
  /** Tells of an answer; true where it takes the host out. */
  readonly answered: (host: string, status: number) => boolean;
  /** Hosts that are out now. */
  readonly ejected: () => number;
}

/**
 * Every Envoy has its own count in truth; here they share one. That hosts are out changes no balancing: a backend chooses its
 * replica itself, and with more than half of the hosts out Envoy asks all of them again.
 */
export function detectOutliers(clock: Clock): Outliers {
  const errors = new Map<string, number>();
  const outUntil = new Map<string, number>();
  const ejections = new Map<string, number>();
  const isOut = (host: string) => (outUntil.get(host) ?? 0) > clock.now();
  return {
    answered: (host, status) => {
      const consecutive = status >= SERVER_ERROR ? (errors.get(host) ?? 0) + 1 : 0;
      errors.set(host, consecutive);
      if (consecutive < CONSECUTIVE_ERRORS || isOut(host)) return false;
      errors.set(host, 0);
      const backFor = clock.now() - (outUntil.get(host) ?? clock.now());
      const times = Math.max(0, (ejections.get(host) ?? 0) - Math.floor(backFor / EJECTION_SECONDS)) + 1;
      ejections.set(host, times);
      outUntil.set(host, clock.now() + Math.min(MOST_EJECTION_SECONDS, EJECTION_SECONDS * times));
      return true;
    },
    ejected: () => [...outUntil.keys()].filter(isOut).length,
  };
}
