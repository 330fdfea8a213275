import type { AlertmanagerConfigSpec } from '../../imports/monitoring.js';
import type { Receiver } from '../config/alertmanager.js';
import type { Environment } from '../config/environment.js';
import type { Matcher } from '../promql/build.js';
import type { Inhibition } from '../rules/inhibitions.js';
import { SLACK_TEXT } from '../rules/message.js';
import { groupLabels, type Route } from '../rules/routing.js';

/** What Alertmanager is told, whatever the form. */
export interface Routing {
  readonly route: Route;
  readonly receivers: readonly Receiver[];
  readonly inhibitions: readonly Inhibition[];
  readonly environment: Environment;
}

/** The specification of an AlertmanagerConfig; both versions of it spell these fields alike. Secrets stay references. */
export function alertmanagerConfigSpec({
  route,
  receivers,
  inhibitions,
  environment,
}: Routing): AlertmanagerConfigSpec {
  const { goesOn: _, ...root } = routeSpec(route);
  return {
    route: { ...root, groupBy: [...groupLabels(environment)] },
    receivers: receivers.map(receiverSpec),
    ...(inhibitions.length === 0 ? {} : { inhibitRules: inhibitions.map(inhibitRule) }),
  };
}

function routeSpec({ receiver, matchers, timing, goesOn, routes }: Route): Record<string, unknown> {
  return {
    receiver,
    matchers: matchers.map(matcherSpec),
    groupWait: timing.wait,
    groupInterval: timing.interval,
    repeatInterval: timing.repeat,
    ...(goesOn ? { continue: true } : {}),
    ...(routes.length === 0 ? {} : { routes: routes.map(routeSpec) }),
  };
}

function receiverSpec({ name, pagerDuty, slack, webhook }: Receiver) {
  const sendResolved = true;
  return {
    name,
    ...(pagerDuty === undefined
      ? {}
      : { pagerdutyConfigs: [{ routingKey: { ...pagerDuty.routingKey }, sendResolved }] }),
    ...(slack === undefined
      ? {}
      : { slackConfigs: [{ apiURL: { ...slack.url }, channel: slack.channel, text: SLACK_TEXT, sendResolved }] }),
    ...(webhook === undefined ? {} : { webhookConfigs: [{ urlSecret: { ...webhook.url }, sendResolved }] }),
  };
}

function inhibitRule({ source, target, equal }: Inhibition) {
  return { sourceMatch: source.map(matcherSpec), targetMatch: target.map(matcherSpec), equal: [...equal] };
}

/** Equality is what a missing matchType means; as a value of its own `=` stops readers of YAML 1.1. */
function matcherSpec({ label, operator, value }: Matcher) {
  return { name: label, ...(operator === '=' ? {} : { matchType: operator }), value };
}
