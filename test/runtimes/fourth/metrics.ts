import { grid } from '../../../src/metrics/bucket-grids.js';
import type { Component } from '../../../src/metrics/components.js';
import { family } from '../../../src/metrics/metric.js';

/** The list that the test makes longer has it; the type of what src/ lists cannot. */
const isComponent = (name: string): name is Component => name === 'fourth';
const NAME = 'fourth';
if (!isComponent(NAME)) throw new Error('the fourth runtime must be an exporter');

export const FOURTH_GENERATIONS = ['f1', 'f2'] as const;

const byModel = family({
  component: NAME,
  generations: FOURTH_GENERATIONS,
  source: 'this test',
  labels: { model: 1, shard: 3 },
});
const seconds = grid('fourth_seconds', [0.7, 1.3, 17, 41]);

/** What an engine that exists nowhere exposes. */
export const fourthMetrics = [
  byModel.gauge('fourth_active', 'requests', 'Running'),
  byModel.gauge('fourth_pending', 'requests', 'Waiting'),
  byModel.gauge('fourth_unread', 'requests', 'Read by nobody'),
  byModel.counter('fourth_out_tokens_total', 'tokens', 'Output tokens'),
  byModel.counter('fourth_answers_total', 'requests', 'Answers by HTTP status'),
  byModel.histogram('fourth_first_token_seconds', 'seconds', seconds, 'Time to first token'),
] as const;
