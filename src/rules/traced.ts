import { RUNTIMES, type RuntimeName } from '../config/runtimes.js';
import { catalogue } from '../metrics/catalogue.js';
import type { Component } from '../metrics/components.js';
import { runtimesRead } from '../signals/runtimes/index.js';
import { sourcesOf } from '../signals/sources.js';
import type { Signal } from '../signals/vocabulary/signal.js';

/** What handles requests and can write spans of them: the engines, their router and Envoy. The gateway plugin writes none. */
const TRACED: readonly Component[] = [...RUNTIMES, 'sglangRouter', 'envoy'];

const metrics: ReadonlySet<string> = new Set(
  catalogue.filter(({ component }) => TRACED.includes(component)).map(({ name }) => name),
);

/** Whether a signal says something of what handles requests, so that traces may say more. */
export function isTraced(signal: Signal, runtimes: readonly RuntimeName[]): boolean {
  return sourcesOf(signal, runtimesRead(runtimes)).some((name) => metrics.has(name));
}
