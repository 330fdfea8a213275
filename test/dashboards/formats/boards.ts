import { planOf } from '../../../src/plan/plan.js';
import { EVERY_RUNTIME, environmentOf } from '../../support/environment.js';

/** An environment of which every dashboard, row and kind of panel is drawn. */
export const everything = environmentOf(
  {
    ...EVERY_RUNTIME,
    exporters: { gpu: { enabled: true }, containers: { enabled: true } },
    prices: { models: [{ model: 'qwen-7b', inputPerMillion: 1, outputPerMillion: 2 }] },
    grafana: {
      url: 'https://grafana.example.com',
      logs: { uid: 'loki' },
      traces: { uid: 'tempo' },
      dashboards: { datasource: { uid: 'main', names: ['eu (1)'] }, tags: ['llm'] },
    },
    slos: [{ name: 'first-token', indicator: 'firstToken', objectivePercent: 99, thresholdSeconds: 5 }],
  },
  'everything',
);

const { drawn, runbooks } = planOf(everything);

/** Its dashboards and runbooks as classic JSON, by uid. */
export const boards: readonly (readonly [uid: string, json: string])[] = [...drawn, ...runbooks].map(
  ({ uid, json }) => [uid, json],
);
