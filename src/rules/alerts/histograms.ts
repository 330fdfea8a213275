import { ENGINES } from '../../config/surfaces.js';
import { firstOf, unless } from '../../promql/build.js';
import { interTokenLatency, requestLatency, timeToFirstToken } from '../../signals/latency/latency.js';
import { generationTokens } from '../../signals/tokens/tokens.js';
import { grouping, ON_RUNTIME } from '../../signals/vocabulary/identity.js';
import type { Alert } from '../alert.js';
import { label, ROLE_IN_WORDS } from '../alert-words.js';

/**
 * Whether what percentiles are made of arrives. Every runtime that counts output tokens shows one of these histograms beside that counter:
 * vLLM both from its start on, the others both from their first request on (the recorded pages, test/rules/histograms-shown.test.ts).
 */
export const histogramAlerts = {
  runtimeHistogramsAbsent: {
    name: 'ArksRuntimeHistogramsAbsent',
    severity: 'warning',
    signals: [generationTokens, timeToFirstToken.count, interTokenLatency.count, requestLatency.count],
    toldApartBy: ['namespace', 'application', 'role', 'model_name'],
    surfaces: ENGINES,
    expression: ({ read, view }) =>
      unless(
        read(generationTokens),
        firstOf(read(timeToFirstToken.count), read(interTokenLatency.count), read(requestLatency.count)),
        grouping(view, ...ON_RUNTIME),
      ),
    for: '15m',
    summary: () =>
      `counters of ${ROLE_IN_WORDS} on ${label('runtime')} arrive, but none of its latency histograms does`,
    description:
      'No alert or objective on a latency of this application can fire. Most likely Prometheus makes native histograms of ' +
      'classic ones (convertClassicHistogramsToNHCB), which nothing here reads. First check whether this is so for every ' +
      'application, then what Prometheus sets for all scrapes, and what the scrape config of this job says.',
    dashboard: 'arks-troubleshooting',
    panel: 'Latency histograms by role',
    variables: ['namespace', 'application', 'role'],
  },
} as const satisfies Readonly<Record<string, Alert>>;
