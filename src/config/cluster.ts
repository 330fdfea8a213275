import { z } from 'zod';
import { ALERT_LABELS } from './label-names.js';
import { prometheusLabel } from './prometheus-label.js';
import { scrapedText } from './untemplated-text.js';

const DEFAULT_CLUSTER_LABEL = 'cluster';
/**
 * The longest name that a cloud lets a cluster have (Amazon EKS; Azure stops at 63, Google at 40). It stands in every legend and every
 * alert, and services such as Amazon's and Azure's refuse or cut label values from 1,023 on.
 */
const LONGEST_CLUSTER = 100;

/** Which cluster an environment is about, and the label that says so. */
export const cluster = z
  .strictObject({
    label: prometheusLabel
      .refine(
        (label) => label === DEFAULT_CLUSTER_LABEL || !ALERT_LABELS.includes(label),
        'must not be a label that already identifies series or alerts',
      )
      .refine((label) => !label.startsWith('exported_'), 'must not start with "exported_", which Prometheus adds')
      .default(DEFAULT_CLUSTER_LABEL)
      .describe('Label that tells clusters apart.'),
    // It becomes a label of every target, and of alerts where a ruler sees several clusters.
    name: scrapedText
      .max(
        LONGEST_CLUSTER,
        `must be at most ${LONGEST_CLUSTER} characters, the longest name that a cloud (Amazon EKS) lets a cluster have`,
      )
      .refine(
        (name) => !/"|(?![\u007f-\u009f])\p{Cc}/u.test(name),
        'must not hold a double quote, which Grafana cannot choose, or a control character',
      )
      .optional()
      .describe('Value of that label on every target; leave it out if Prometheus adds an external label.'),
  })
  .prefault({})
  .describe('Which cluster this is.');
