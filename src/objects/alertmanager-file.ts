import type { Receiver } from '../config/alertmanager.js';
import type { Matcher } from '../promql/build.js';
import type { Inhibition } from '../rules/inhibitions.js';
import { SLACK_TEXT } from '../rules/message.js';
import { groupLabels, type Route } from '../rules/routing.js';
import type { Routing } from './alertmanager-config.js';

/** Receiver of alerts of others, which are not ours to tell. No name of an environment may hold a dot. */
const NOBODY = 'arks.nobody';

/**
 * A whole configuration file of Alertmanager: valid as it is, where only our alerts are told, and made to be taken over: receivers,
 * inhibit_rules and the one route below the root. Secrets are read from files in this folder, as `<Secret>/<key>`.
 */
export function alertmanagerFile(
  { route, receivers, inhibitions, environment }: Routing,
  secretsFolder: string,
): object {
  return {
    route: {
      receiver: NOBODY,
      routes: [{ ...routeSection(route), group_by: [...groupLabels(environment)] }],
    },
    ...(inhibitions.length === 0 ? {} : { inhibit_rules: inhibitions.map(inhibitRule) }),
    receivers: [{ name: NOBODY }, ...receivers.map((receiver) => receiverSection(receiver, secretsFolder))],
  };
}

function routeSection({ receiver, matchers, timing, goesOn, routes }: Route): object {
  return {
    receiver,
    matchers: matchers.map(matcherText),
    group_wait: timing.wait,
    group_interval: timing.interval,
    repeat_interval: timing.repeat,
    ...(goesOn ? { continue: true } : {}),
    ...(routes.length === 0 ? {} : { routes: routes.map(routeSection) }),
  };
}

function receiverSection({ name, pagerDuty, slack, webhook }: Receiver, folder: string): object {
  const file = ({ name: secret, key }: { readonly name: string; readonly key: string }) => `${folder}/${secret}/${key}`;
  const send_resolved = true;
  return {
    name,
    ...(pagerDuty === undefined
      ? {}
      : { pagerduty_configs: [{ routing_key_file: file(pagerDuty.routingKey), send_resolved }] }),
    ...(slack === undefined
      ? {}
      : {
          slack_configs: [{ api_url_file: file(slack.url), channel: slack.channel, text: SLACK_TEXT, send_resolved }],
        }),
    ...(webhook === undefined ? {} : { webhook_configs: [{ url_file: file(webhook.url), send_resolved }] }),
  };
}

function inhibitRule({ source, target, equal }: Inhibition): object {
  return { source_matchers: source.map(matcherText), target_matchers: target.map(matcherText), equal: [...equal] };
}

/** Values are quoted, so that both parsers of matchers that Alertmanager has had read the same. */
function matcherText({ label, operator, value }: Matcher): string {
  return `${label}${operator}${JSON.stringify(value)}`;
}
