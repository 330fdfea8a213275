import { z } from 'zod';
import { duration } from '../lib/duration.js';
import { distinct } from './distinct.js';
import { freeFormed } from './formed-text.js';
import { dnsLabel, dnsSubdomain, objectLabels, secretKey } from './kubernetes-names.js';
import { untemplatedText } from './untemplated-text.js';
import { whenValid } from './when-valid.js';

/** Values of alertmanagerConfigMatcherStrategy.type of an Alertmanager of the operator. */
const STRATEGIES = ['OnNamespace', 'OnNamespaceExceptForAlertmanagerNamespace', 'None'] as const;
const BLIND =
  'must be OnNamespaceExceptForAlertmanagerNamespace or None: with OnNamespace an AlertmanagerConfig sees only alerts of its own ' +
  'namespace, so no alert of a tenant or of the gateway would arrive, and none could silence one of another namespace';

const secret = z.strictObject({
  name: dnsSubdomain.describe('Name of the Secret.'),
  key: secretKey.describe('Key in it.'),
});

/** The kinds of receivers; an address or a key stands in a Secret, never here. */
export const RECEIVER_KINDS = ['pagerDuty', 'slack', 'webhook'] as const;

const receiver = z
  .strictObject({
    name: dnsLabel.describe('Name by which routes know it.'),
    pagerDuty: z
      .strictObject({ routingKey: secret.describe('Integration key of the Events API v2.') })
      .optional()
      .describe('A service of PagerDuty.'),
    slack: z
      .strictObject({
        url: secret.describe('Address of the incoming webhook.'),
        channel: untemplatedText.describe('Channel, such as #llm-platform.'),
      })
      .optional()
      .describe('A channel of Slack.'),
    webhook: z
      .strictObject({ url: secret.describe('Address that alerts are posted to.') })
      .optional()
      .describe('Any receiver of Alertmanager webhooks.'),
  })
  .refine((one) => RECEIVER_KINDS.filter((kind) => one[kind] !== undefined).length === 1, {
    error: `must have exactly one of ${RECEIVER_KINDS.join(', ')}`,
    ...whenValid(z.record(z.string(), z.unknown())),
  });

export type Receiver = z.output<typeof receiver>;

/**
 * A page waits for the causes of what it would tell: rules are evaluated every 30 s, and causes may fire a minute after effects.
 * Tickets wait five minutes, since nobody is woken and one shortage is felt in several alerts one after the other.
 */
export const DEFAULT_WAITS = { critical: '1m', warning: '5m' } as const;

const timing = (wait: string, repeat: string) =>
  z
    .strictObject({
      wait: duration.default(wait).describe('How long a first notification waits for other alerts of its group.'),
      interval: duration.default('5m').describe('How long to wait before alerts that have joined a group are sent.'),
      repeat: duration
        .default(repeat)
        .describe('How long to wait before a notification is repeated while the alert fires.'),
    })
    .prefault({});

export type Timing = z.output<ReturnType<typeof timing>>;

const routes = z.strictObject({
  critical: dnsLabel.describe('Receiver of critical alerts, including those about tenants: the on-call engineer.'),
  warning: dnsLabel.describe('Receiver of warnings, except those about tenants that have a receiver of their own.'),
  tenants: z
    .record(dnsLabel, dnsLabel)
    .default({})
    .describe(
      'Receivers of tenants, by namespace: each gets the warnings about its tenant, and the critical alerts as well.',
    ),
});

/** How alerts reach people. Where this section is missing nothing of it is written. */
export const alertmanager = z
  .strictObject({
    delivery: z
      .enum(['alertmanagerConfig', 'configMap'])
      .default('alertmanagerConfig')
      .describe(
        'alertmanagerConfig: an object that an Alertmanager of the Prometheus Operator selects. configMap: a configuration file.',
      ),
    namespace: dnsLabel
      .optional()
      .describe(
        'Namespace of Alertmanager, and therefore of the written objects and the Secrets; by default monitoring.namespace.',
      ),
    matcherStrategy: z
      .enum(STRATEGIES)
      .refine((strategy) => strategy !== 'OnNamespace', BLIND)
      .optional()
      .describe(
        'The value of alertmanagerConfigMatcherStrategy.type in the Alertmanager; its default OnNamespace does not work.',
      ),
    apiVersion: z
      .enum(['v1alpha1', 'v1beta1'])
      .default('v1alpha1')
      .describe('Version of the AlertmanagerConfig; v1beta1 needs the conversion webhook of the operator.'),
    selectorLabels: objectLabels
      .optional()
      .describe('Labels by which Alertmanager selects AlertmanagerConfigs; by default monitoring.selectorLabels.'),
    secretsFolder: freeFormed(/^(\/[A-Za-z0-9._-]+)+$/, 'must be an absolute path without a slash at its end')
      .default('/etc/alertmanager/secrets')
      .describe(
        'Folder from which a configMap reads keys of Secrets, as <folder>/<Secret>/<key>; the operator mounts them there.',
      ),
    receivers: z
      .array(receiver)
      .min(1, 'must name at least one receiver')
      .refine(...distinct('must name each receiver once', { key: 'name' }))
      .describe('Who can be notified.'),
    routes: routes.describe('Who gets which alerts.'),
    timing: z
      .strictObject({
        critical: timing(DEFAULT_WAITS.critical, '4h').describe(
          'Timing of critical alerts: a page waits a minute for alerts that explain it.',
        ),
        warning: timing(DEFAULT_WAITS.warning, '24h').describe(
          'Timing of warnings: a ticket waits five minutes for others.',
        ),
      })
      .prefault({})
      .describe('When notifications are sent.'),
    inhibition: z
      .boolean()
      .default(true)
      .describe('Whether alerts that follow from another alert are silenced while that one fires.'),
  })
  .refine(({ delivery, matcherStrategy }) => delivery !== 'alertmanagerConfig' || matcherStrategy !== undefined, {
    error: 'must be given for alertmanagerConfig: the value that the Alertmanager has, since its default does not work',
    path: ['matcherStrategy'],
    ...whenValid(z.looseObject({ delivery: z.string() })),
  })
  .superRefine(checkRoutes, whenValid(z.unknown()))
  .optional();

const named = z.object({ receivers: z.array(z.object({ name: z.string() })) });
const used = z.object({ routes: z.record(z.string(), z.unknown()) });
const ofTenants = z.record(z.string(), z.unknown()).catch({});
const texts = z.record(z.string(), z.string());

/** Reports routes to nobody, and receivers that no route names: the first once all names are known, the second once all routes are. */
function checkRoutes(settings: unknown, context: z.RefinementCtx): void {
  const names = named.safeParse(settings).data?.receivers.map(({ name }) => name);
  const { critical, warning, tenants = {} } = used.safeParse(settings).data?.routes ?? {};
  const issue = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message });
  if (names === undefined) return;
  const all = [
    { name: critical, path: ['routes', 'critical'] },
    { name: warning, path: ['routes', 'warning'] },
    ...Object.entries(ofTenants.parse(tenants)).map(([tenant, name]) => ({
      name,
      path: ['routes', 'tenants', tenant],
    })),
  ];
  for (const { name, path } of all) {
    if (typeof name !== 'string' || names.includes(name)) continue;
    issue(path, `must be one of the receivers, which are ${names.join(', ')}`);
  }
  if (!texts.safeParse(tenants).success || typeof critical !== 'string' || typeof warning !== 'string') return;
  names.forEach((name, index) => {
    if (!all.some((one) => one.name === name)) issue(['receivers', index, 'name'], 'must be named by a route');
  });
}

/** The section of an environment that has one. */
export type AlertmanagerSettings = NonNullable<z.output<typeof alertmanager>>;
