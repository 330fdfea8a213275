import type { Indicator, Objective } from '../../config/objectives.js';
import { above, and, type Matcher, select, text } from '../../promql/build.js';
import type { RuleLabels } from '../alert.js';
import { PERCENT, percent } from '../alert-words.js';
import { namespaceMatchers } from '../alerted-namespaces.js';
import { dashboardAnnotation } from '../dashboard-url.js';
import type { AlertRule } from '../rule-group.js';
import { runbookUrl } from '../runbook-url.js';
import type { RuleSettings } from '../settings.js';
import { toldIn } from '../told-namespace.js';
import { ALERT, BUSY } from './budget-burn.js';
import { groupOf } from './grouping.js';
import { allowed, averaged, errorRatio, labelsOf, ofObjective, TOTAL } from './series.js';
import { BURN_WINDOWS, type BurnWindow } from './windows.js';

/** What each indicator counts. */
const EVENTS: Readonly<Record<Indicator, string>> = {
  firstToken: 'requests',
  interToken: 'tokens',
  requestLatency: 'requests',
  gatewayAvailability: 'requests',
  goodput: 'requests',
};

const ABANDONED = 'Requests whose client left are in no request latency of vLLM, so in neither side.';

/** What a number does not say, where that may surprise its reader. */
const CAVEATS: Readonly<Partial<Record<Indicator, string>>> = {
  goodput:
    ' A request that is late and failed counts twice, at most to all there are: the misses are an upper bound, goodput a lower one. ' +
    ABANDONED,
  requestLatency: ` ${ABANDONED}`,
  gatewayAvailability: ' Status codes do not show a stream that the engine rejected in a burst: it is a 200 by then.',
};

/** The alerts of one objective, none where they are switched off. */
export function burnAlerts(objective: Objective, settings: RuleSettings): readonly AlertRule[] {
  if (settings.alerts.off[ALERT] !== undefined) return [];
  // Not everything can burn that fast: where half of the requests may be bad, all of them spend the budget at twice its rate.
  const possible = BURN_WINDOWS.filter(({ factor }) => allowed(objective) * factor < 1);
  return possible.map((window) => burnAlert(objective, window, settings));
}

function burnAlert(
  objective: Objective,
  { severity, long, short, factor, for: wait }: BurnWindow,
  settings: RuleSettings,
): AlertRule {
  const { alerts } = settings;
  const where = [...ofObjective(objective), ...alertedNamespaces(objective, settings)];
  const group = groupOf(objective);
  // What clients ask for is no variable of that dashboard; the objective's name leads there.
  const variables = ['slo', ...group.labels.filter((label) => label !== 'model')];
  const limit = allowed(objective) * factor;
  const burning = and(above(select(errorRatio(long), where), limit), above(select(errorRatio(short), where), limit));
  const busy = above(averaged(TOTAL, long, where), alerts.thresholds[BUSY]);
  return {
    alert: ALERT,
    expr: text(and(burning, busy)),
    for: wait,
    keep_firing_for: '5m',
    labels: {
      ...alerts.labels,
      ...(group.labels.includes('namespace') ? {} : ofEverybody(objective)(settings)),
      ...labelsOf(objective),
      severity: alerts.severities[severity],
      long_window: long,
      short_window: short,
    },
    annotations: {
      summary:
        `${PERCENT} of ${EVENTS[objective.indicator]}${group.words} missed objective ${objective.name} over ${long}, limit ${percent(limit)}: ` +
        `${timesWhat(factor)} ${percent(objective.objectivePercent / 100)} over ${objective.window} allows`,
      description:
        `The error budget of ${objective.window} is spent at ${factor === 1 ? '' : `${factor} times `}the rate that uses all of it up in ` +
        `${objective.window}. First check ${group.first}.${CAVEATS[objective.indicator] ?? ''}`,
      runbook_url: runbookUrl(ALERT, settings),
      ...dashboardAnnotation({ dashboard: 'arks-slo', variables }, settings),
    },
  };
}

/** A burn rate, before what it is a multiple of; 1 is the allowed rate itself. */
function timesWhat(factor: number): string {
  return factor === 1 ? 'as much as' : `${factor} times what`;
}

/** The namespace of a budget that is nobody's in particular: that of what its events are counted at. */
function ofEverybody({ indicator }: Objective): RuleLabels {
  return toldIn(indicator === 'gatewayAvailability' ? 'envoy' : 'operator');
}

/** Only of tenants that alerts are about, as any other alert; an objective that names its namespace is about that one. */
function alertedNamespaces(objective: Objective, settings: RuleSettings): readonly Matcher[] {
  const isOfAny = groupOf(objective).labels.includes('namespace') && objective.selector.namespace === undefined;
  return isOfAny ? namespaceMatchers(settings) : [];
}
