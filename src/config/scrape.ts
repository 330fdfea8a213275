import { z } from 'zod';
import { duration, durationSeconds } from '../lib/duration.js';
import { endpoints } from './endpoints.js';
import { labelNameLength, labelValueLength } from './enforced.js';
import { monitorPlaces } from './enforcement.js';
import { kept } from './keep.js';
import { labelValue } from './kubernetes-names.js';
import { scrapeTarget } from './managed.js';
import { networkPolicies } from './network-policies.js';
import { byteSize } from './quantity.js';
import { whenValid } from './when-valid.js';
import { positive } from './whole-numbers.js';

/** Four scrapes in the window of a recorded rate, so that one that fails does not leave a gap. */
const MAX_INTERVAL_SECONDS = 60;

/** How targets are scraped, and within which limits. */
export const scrape = z
  .strictObject({
    target: scrapeTarget,
    monitors: monitorPlaces,
    networkPolicies,
    // 30 s is what kube-prometheus-stack uses; a rate over 5m then has ten samples to stand on.
    interval: duration.default('30s').describe('How often each target is scraped.'),
    timeout: duration.default('10s').describe('How long one scrape may take; at most the interval.'),
    keep: z
      .array(kept)
      .default([])
      .describe(
        'Metrics to keep in addition to those that signals read: names from the catalogue, or unlisted: and a name that the ' +
          'catalogue does not have.',
      ),
    labelLimit: positive
      .default(50)
      .describe('Maximum number of labels of a sample; the widest kept metric has about 20.'),
    labelNameLengthLimit: labelNameLength
      .default(128)
      .describe('Maximum length of a label name; above it the scrape fails. The longest real name has 37 characters.'),
    labelValueLengthLimit: labelValueLength
      .default(512)
      .describe(
        'Maximum length of a label value in bytes, after relabeling; above it the scrape fails. An engine needs 83, Envoy ' +
          'up to 350.',
      ),
    keepDroppedTargets: positive
      .default(1_000)
      .describe(
        'Maximum number of dropped targets that Prometheus keeps in memory for a monitor; Prometheus 2.47 or later. They ' +
          'only serve the targets page, and somebody who creates thousands of Services must not fill the memory.',
      ),
    targetLimit: positive
      .optional()
      .describe(
        'Maximum number of targets of a monitor. Above it Prometheus rejects all targets of the monitor, including those of ' +
          'other tenants. There is no limit by default.',
      ),
    bodySizeLimit: byteSize
      .default('16MB')
      .describe('Maximum size of an uncompressed scrape response; an engine sends less than 100 kB.'),
    scrapeClass: labelValue
      .min(1, 'must not be empty')
      .optional()
      .describe(
        'Name of an entry of spec.scrapeClasses of the Prometheus object, for all monitors; without it the default class of that ' +
          "Prometheus applies, if it has one. The token and the client certificate of a class are sent to tenants' pods as well.",
      ),
    endpoints,
  })
  .refine(({ interval }) => durationSeconds(interval) <= MAX_INTERVAL_SECONDS, {
    error: `must not be above ${MAX_INTERVAL_SECONDS / 60}m, since recorded rates look back 5m and need several scrapes`,
    path: ['interval'],
    ...whenValid(z.object({ interval: duration })),
  })
  .refine(({ interval, timeout }) => durationSeconds(timeout) <= durationSeconds(interval), {
    error: 'must not be above scrape.interval',
    path: ['timeout'],
    ...whenValid(z.object({ interval: duration, timeout: duration })),
  })
  .prefault({})
  .describe('How targets are scraped, which metrics are kept, and the limits of a scrape.');
