import { durationSeconds } from '../../lib/duration.js';
import { check } from '../check.js';
import { PAGES } from '../pages.js';
import { secondsOf } from '../sources/prometheus-words.js';
import { api, namesText } from '../words.js';

/** Objectives that look back further than samples are kept. */
export const retention = check('retention', ['prometheus'], ({ prometheus }, { plan, isOfEnvironment }) => {
  const { environment, promised } = plan;
  const said = prometheus.retention;
  const [kept] = said?.split(' ') ?? [];
  if (said === undefined || kept === undefined || environment.rules.target !== 'prometheus' || !isOfEnvironment)
    return [];
  const seconds = secondsOf(kept);
  const short = promised.filter(({ objective }) => durationSeconds(objective.window) > seconds);
  const isLess = durationSeconds(environment.prometheus.retention) > seconds;
  if (Number.isNaN(seconds) || !(short.length > 0 || isLess)) return [];
  const names = short.map(({ objective }) => `${objective.name} (${objective.window})`);
  return [
    {
      severity: short.length > 0 ? ('error' as const) : ('warning' as const),
      subject:
        short.length > 0
          ? `samples are kept for ${said}, less than ${namesText(names)} looks back`
          : `samples are kept for ${said}, less than the environment says`,
      evidence: [
        {
          query: api('/status/runtimeinfo'),
          value: `storageRetention ${said}; prometheus.retention is ${environment.prometheus.retention}`,
        },
      ],
      meaning: 'An outage leaves the error budget before its window is over: the budget reads better than it is.',
      remedy:
        'Raise spec.retention of the Prometheus object, or set prometheus.retention to what is kept and shorten slos[].window.',
      page: PAGES.retention,
    },
  ];
});
