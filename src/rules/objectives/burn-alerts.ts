import type { Indicator, Objective } from '../../config/objectives.js';
import { above, and, type Matcher, text } from '../../promql/build.js';
import { namespaceOf } from '../../scraping/places.js';
import { type ErrorWindow, objectiveErrorRatio, objectiveTotal } from '../../signals/objectives/objectives.js';
import { ofRuntimes } from '../../signals/runtimes/said.js';
import { selectArks } from '../../signals/vocabulary/arks-series.js';
import type { RuleLabels } from '../alert.js';
import { namespaceOfSurface } from '../alert-namespace.js';
import { PERCENT, percent } from '../alert-words.js';
import { namespaceMatchers } from '../alerted-namespaces.js';
import { dashboardAnnotation } from '../dashboard-url.js';
import { logsAndTracesAnnotations } from '../logs-and-traces.js';
import type { AlertRule } from '../rule-group.js';
import { runbookAnnotation } from '../runbook-url.js';
import type { RuleSettings } from '../settings.js';
import { ALERT, BUSY, budgetBurn } from './budget-burn.js';
import { groupOf } from './grouping.js';
import { partsCounted } from './own-events.js';
import { allowed, averaged, labelsOf, ofObjective } from './series.js';
import { BURN_WINDOWS, type BurnWindow } from './windows.js';

/** What each indicator counts. */
const EVENTS: Readonly<Record<Indicator, string>> = {
  firstToken: 'requests',
  interToken: 'tokens',
  requestLatency: 'requests',
  gatewayAvailability: 'requests',
  goodput: 'requests',
  events: 'events',
};

const ABANDONED =
  'vLLM leaves requests whose client left out of its request latency, so they count neither as good nor as bad.';

/** What a number does not say, where that may surprise its reader. */
const CAVEATS: Readonly<Partial<Record<Indicator, string>>> = {
  goodput:
    ' A request that is late and failed counts twice, up to the number of all requests: the misses are an upper bound, goodput is a lower one. ' +
    ABANDONED,
  requestLatency: ` ${ABANDONED}`,
  gatewayAvailability: ' Status codes do not show a stream that the engine rejected in a burst: it is already a 200.',
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
  const namespace = group.labels.includes('namespace') ? {} : namespaceOfSharedBudget(objective, settings)(settings);
  // A budget that engines of several namespaces share is told in one where none of them runs.
  const isOfNobody = namespace['namespace'] !== undefined && objective.indicator !== 'gatewayAvailability';
  const errorsOver = (window: ErrorWindow) => selectArks(objectiveErrorRatio(window), where);
  const burning = and(above(errorsOver(long), limit), above(errorsOver(short), limit));
  const busy = above(averaged(objectiveTotal, long, where), alerts.thresholds[BUSY]);
  return {
    alert: ALERT,
    expr: text(and(burning, busy)),
    for: wait,
    keep_firing_for: '5m',
    labels: {
      ...alerts.labels,
      ...namespace,
      ...labelsOf(objective),
      severity: alerts.severities[severity],
      long_window: long,
      short_window: short,
    },
    annotations: {
      summary:
        `${PERCENT} of ${EVENTS[objective.indicator]}${group.words} missed objective ${objective.name} over ${long}, limit ${percent(limit)}: ` +
        `it burns the error budget of ${percent(objective.objectivePercent / 100)} over ${objective.window} ${fasterThan(factor)} allowed`,
      description:
        `At burn rate 1 the error budget lasts exactly ${objective.window}; the burn rate over both windows is above ${factor}. ` +
        ofRuntimes(`First check ${group.first}.${CAVEATS[objective.indicator] ?? ''}`, settings.runtimes),
      ...runbookAnnotation({ name: ALERT, variables }, settings),
      ...dashboardAnnotation({ ...budgetBurn, variables }, settings),
      ...(isOfNobody ? {} : logsAndTracesAnnotations({ labels: namespace, ofPod: false, traced: true }, settings)),
    },
  };
}

/** A burn rate in words; 1 is the allowed rate itself. */
function fasterThan(factor: number): string {
  return factor === 1 ? 'faster than' : `more than ${factor} times as fast as`;
}

/** The namespace of a budget that is nobody's in particular: that of what its events are counted at. */
function namespaceOfSharedBudget(objective: Objective, settings: RuleSettings): RuleLabels {
  const [part = 'operator'] = partsCounted(objective, settings);
  return namespaceOfSurface(objective.indicator === 'gatewayAvailability' ? 'envoy' : part);
}

/**
 * Only of tenants that alerts are about, as any other alert, and of the part of the platform whose own counts it is about; an objective
 * that names its namespace is about that one.
 */
function alertedNamespaces(objective: Objective, settings: RuleSettings): readonly Matcher[] {
  const isOfAny = groupOf(objective).labels.includes('namespace') && objective.selector.namespace === undefined;
  const places = partsCounted(objective, settings).map((part) => namespaceOf(part, settings));
  return isOfAny ? namespaceMatchers(settings, places) : [];
}
