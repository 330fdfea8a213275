import type { Clock } from '../clock.js';

/** Passive health checks as Arks sets them (config/gateway/gateway.yaml). */
const CONSECUTIVE_ERRORS = 3;
const EJECTION_SECONDS = 30;
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
  const isOut = (host: string) => (outUntil.get(host) ?? 0) > clock.now();
  return {
    answered: (host, status) => {
      const consecutive = status >= SERVER_ERROR ? (errors.get(host) ?? 0) + 1 : 0;
      errors.set(host, consecutive);
      if (consecutive < CONSECUTIVE_ERRORS || isOut(host)) return false;
      errors.set(host, 0);
      outUntil.set(host, clock.now() + EJECTION_SECONDS);
      return true;
    },
    ejected: () => [...outUntil.keys()].filter(isOut).length,
  };
}
