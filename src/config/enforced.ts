import { z } from 'zod';
import { byteSize } from './quantity.js';
import { positive } from './whole-numbers.js';

/** As long as anything of a real exporter is, with room: `enable_mamba_shared_prefix_checkpoint` of vLLM 0.32 has 37 letters. */
const LONGEST_LABEL_NAME = 64;
/** `httproute/<namespace of 63>/<name of 253>/rule/<number>/...`, with room for the number. */
const LONGEST_ROUTE = 350;

/** Lengths that a scrape needs, whoever limits them. */
export const labelNameLength = positive.min(
  LONGEST_LABEL_NAME,
  `must be at least ${LONGEST_LABEL_NAME}, which names of real exporters need`,
);
export const labelValueLength = positive.min(
  LONGEST_ROUTE,
  `must be at least ${LONGEST_ROUTE}, as long as Envoy may call the route of an ArksEndpoint`,
);

/** What the Prometheus object enforces, each by the name it has there without `enforced`. The smaller of two limits holds. */
export const enforced = z
  .strictObject({
    sampleLimit: positive.optional().describe('spec.enforcedSampleLimit of the Prometheus object.'),
    bodySizeLimit: byteSize.optional().describe('spec.enforcedBodySizeLimit of the Prometheus object.'),
    labelLimit: positive.optional().describe('spec.enforcedLabelLimit of the Prometheus object.'),
    labelNameLengthLimit: labelNameLength
      .optional()
      .describe('spec.enforcedLabelNameLengthLimit of the Prometheus object.'),
    labelValueLengthLimit: labelValueLength
      .optional()
      .describe('spec.enforcedLabelValueLengthLimit of the Prometheus object.'),
    targetLimit: positive.optional().describe('spec.enforcedTargetLimit of the Prometheus object.'),
  })
  .prefault({})
  .describe(
    'Limits that the Prometheus object enforces on every monitor. Monitors never ask for more, and ArksScrapeBudgetExceeded ' +
      'compares with what holds.',
  );
