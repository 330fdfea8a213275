import { z } from 'zod';
import { distinct } from './distinct.js';
import { dnsLabel } from './kubernetes-names.js';
import { ownEvents } from './own-events.js';
import { WINDOWS } from './retention.js';
import { untemplatedText } from './untemplated-text.js';
import { whenValid } from './when-valid.js';

/** What an objective measures. */
const INDICATORS = ['firstToken', 'interToken', 'requestLatency', 'gatewayAvailability', 'goodput', 'events'] as const;
export type Indicator = (typeof INDICATORS)[number];

/** Indicators that say nothing without a threshold. */
const WITH_THRESHOLD: readonly Indicator[] = ['firstToken', 'interToken', 'requestLatency', 'goodput'];

/** Whom a promise is made to: each of these has ratios, a budget and alerts of its own. */
const GROUPINGS = ['application', 'model', 'namespace', 'none'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** What tells apart who asks: engines know applications, and Envoy the models of namespaces. The first is the default. */
const GROUPINGS_OF = {
  engines: ['application', 'namespace', 'none'],
  gateway: ['model', 'namespace', 'none'],
} as const satisfies Readonly<Record<string, readonly Grouping[]>>;

const indicator = z.enum(INDICATORS);

const selector = z
  .strictObject({
    namespace: dnsLabel.optional().describe('Only this namespace; without it, every namespace.'),
    application: dnsLabel.optional().describe('Only the application of this name; without it, every application.'),
    model: untemplatedText.optional().describe('Only this model, as clients name it; without it, every model.'),
  })
  .prefault({});

export const objective = z
  .strictObject({
    name: dnsLabel.describe('Name of the objective, as in its rules and alerts.'),
    indicator: indicator.describe(
      'What is measured. goodput is a lower bound: a request that is late and failed counts twice, but never more than all ' +
        'requests. events counts what the setting of that name says.',
    ),
    events: ownEvents
      .optional()
      .describe(
        'What is counted with the indicator events: of metrics of your own, or of records. Good and bad ones are told by name, label or bucket.',
      ),
    thresholdSeconds: z
      .number()
      .positive('must be above 0')
      .optional()
      .describe(
        'The longest latency that still counts as good; it must be a bucket bound of every histogram in scope.',
      ),
    objectivePercent: z
      .number()
      .min(50, 'must be at least 50')
      .max(99.999, 'must be at most 99.999')
      .describe('Share of requests that must be good.'),
    window: z
      .enum(WINDOWS)
      .default(WINDOWS[0])
      .describe(
        'The window of the objective; at most as long as prometheus.retention (or rules.retention) keeps samples.',
      ),
    selector: selector.describe(
      'Which namespace, application or model the objective covers; everything if it is empty.',
    ),
    grouping: z
      .enum(GROUPINGS)
      .optional()
      .describe(
        'What has a budget and alerts of its own: each application (the default for what engines measure), each model of a ' +
          'namespace (for gatewayAvailability with a selector), each namespace, or none, which adds up everything that the ' +
          'selector matches. With none, an application with large counts can hide the failures of another, or fake them, ' +
          'whoever runs it. gatewayAvailability without a selector defaults to none: what all clients got from the gateway. ' +
          'Events of your own have events.by instead.',
      ),
  })
  .superRefine(
    ({ indicator, selector, thresholdSeconds, grouping, events }, context) => {
      const issue = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
      const wanted = WITH_THRESHOLD.includes(indicator);
      if (wanted && thresholdSeconds === undefined) issue(['thresholdSeconds'], `must be given for ${indicator}`);
      if (!wanted && thresholdSeconds !== undefined) issue(['thresholdSeconds'], `must not be given for ${indicator}`);
      if (indicator === 'gatewayAvailability' && selector?.application !== undefined) {
        issue(['selector', 'application'], 'must not be given for gatewayAvailability: the gateway knows models only');
      }
      if (indicator === 'events') {
        if (events === undefined) issue(['events'], 'must be given for events');
        if (grouping !== undefined) issue(['grouping'], 'must not be given for events: events.by says it');
        if (selector?.model !== undefined) {
          issue(
            ['selector', 'model'],
            'must not be given for events: say it in matchers, by the label that the metric has',
          );
        }
        return;
      }
      if (events !== undefined) issue(['events'], `must not be given for ${indicator}`);
      const groupings: readonly Grouping[] = groupingsOf(indicator);
      if (GROUPINGS.some((one) => one === grouping && !groupings.includes(one))) {
        issue(['grouping'], `must be one of ${groupings.join(', ')} for ${indicator}`);
      }
    },
    whenValid(
      z.object({
        indicator,
        thresholdSeconds: z.unknown().optional(),
        selector: z.unknown(),
        grouping: z.unknown().optional(),
        events: z.unknown().optional(),
      }),
    ),
  );

export type Objective = z.output<typeof objective>;

function groupingsOf(indicator: Indicator): readonly [Grouping, ...Grouping[]] {
  return GROUPINGS_OF[indicator === 'gatewayAvailability' ? 'gateway' : 'engines'];
}

/** Who has a budget of his own, but for events, which name labels: as it is said, else each that is told apart; of the gateway as a whole there is one. */
export function groupingOf({ indicator, selector, grouping }: Objective): Grouping {
  if (grouping !== undefined) return grouping;
  const ofAll = indicator === 'gatewayAvailability' && Object.values(selector).every((value) => value === undefined);
  return ofAll ? 'none' : groupingsOf(indicator)[0];
}

/**
 * Three that fit most installations: the gateway answers, each model behind it does, and no application makes its users wait long for
 * the first token. What the gateway refuses by itself reaches no model, so that the first of them counts what the second cannot; and in
 * the first a client that asks much weighs much, so that the second tells whatever it hides.
 */
export const DEFAULT_OBJECTIVES: Objective[] = [
  {
    name: 'gateway-availability',
    indicator: 'gatewayAvailability',
    objectivePercent: 99.5,
    window: WINDOWS[0],
    selector: {},
  },
  {
    name: 'model-availability',
    indicator: 'gatewayAvailability',
    objectivePercent: 99.5,
    window: WINDOWS[0],
    selector: {},
    grouping: 'model',
  },
  {
    name: 'first-token',
    indicator: 'firstToken',
    thresholdSeconds: 10,
    objectivePercent: 99,
    window: WINDOWS[0],
    selector: {},
  },
];

export const objectives = z
  .array(objective)
  .refine(...distinct('must name each objective once', { key: 'name' }))
  .optional()
  .describe(
    'Objectives: what users were promised. By default there are three: gateway-availability (99.5% of requests get a complete ' +
      'answer and no 5xx), model-availability (the same for each model, however many requests others get) and first-token (99% ' +
      'of the first tokens of each application come within 10s).',
  );
