import type { RangeSeries } from '@arks-monitoring/simulator/prometheus/answers.js';
import { durationSeconds } from '../../../src/lib/duration.js';
import type { AlertRule } from '../../../src/rules/rule-group.js';

type State = 'pending' | 'firing';
type Sample = readonly [number, number];

/** What one alert of a rule has gone through. */
interface Life {
  readonly labels: Readonly<Record<string, string>>;
  readonly times: ReadonlySet<number>;
}

/**
 * ALERTS and ALERTS_FOR_STATE, as a Prometheus stores them that evaluates a rule at these times, of what its expression
 * answered there: pending until `for` is over, and firing for `keep_firing_for` after the expression has fallen silent.
 */
export function alertSeries(
  rule: AlertRule,
  answered: readonly RangeSeries[],
  times: readonly number[],
): readonly RangeSeries[] {
  return livesOf(rule, answered).flatMap((life) => seriesOf(rule, life, times));
}

function livesOf({ alert, labels }: AlertRule, answered: readonly RangeSeries[]): readonly Life[] {
  return answered.map(({ metric: { __name__: _, ...metric }, values }) => ({
    labels: { ...metric, ...labels, alertname: alert },
    times: new Set(values.map(([time]) => time)),
  }));
}

function seriesOf(rule: AlertRule, life: Life, times: readonly number[]): readonly RangeSeries[] {
  const forSeconds = durationSeconds(rule.for);
  const keepSeconds = rule.keep_firing_for === undefined ? 0 : durationSeconds(rule.keep_firing_for);
  const samples: Record<State, Sample[]> = { pending: [], firing: [] };
  const since: Sample[] = [];
  let active: number | undefined;
  let silentSince: number | undefined;
  let firing = false;
  for (const time of times) {
    if (life.times.has(time)) {
      active ??= time;
      silentSince = undefined;
      firing ||= time - active >= forSeconds;
    } else {
      // Kept from the first evaluation on that says nothing.
      silentSince ??= time;
      if (!firing || time - silentSince >= keepSeconds) {
        active = undefined;
        firing = false;
      }
    }
    if (active === undefined) continue;
    samples[firing ? 'firing' : 'pending'].push([time, 1]);
    since.push([time, active]);
  }
  const ofState = (alertstate: State): RangeSeries => ({
    metric: { ...life.labels, __name__: 'ALERTS', alertstate },
    values: samples[alertstate],
  });
  const all = [
    ofState('pending'),
    ofState('firing'),
    { metric: { ...life.labels, __name__: 'ALERTS_FOR_STATE' }, values: since },
  ];
  return all.filter(({ values }) => values.length > 0);
}
