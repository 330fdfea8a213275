import type { Environment } from '../config/environment.js';
import { isServed, SURFACES, type SurfaceName, surfaceFacts } from '../config/surfaces.js';
import { thresholdNames, thresholds } from '../config/thresholds.js';
import { pathText } from '../lib/path-text.js';
import type { Remark } from '../lib/remark.js';
import { idleOverrides } from './idle-overrides.js';
import type { RuleSettings } from './settings.js';
import { unreadRoutes } from './unread-routes.js';

type AboutSetting = Required<Remark>;

/** So far from its default a limit is in another unit: seconds for milliseconds, percent of percent. */
const OTHER_UNIT = 1_000;
/** No model costs so many times what another does: one price is for a token, and one for a million. */
const OTHER_PRICE = 100_000;
/** Currencies of about the worth of a dollar; in others a million tokens may cost any number. */
const LIKE_DOLLARS: readonly string[] = ['USD', 'EUR', 'GBP', 'CHF'];
/** Of these: a hundredth of what the cheapest models cost (0.01 to 0.02 for a million tokens), and ten times the dearest (600). */
const USUAL_PRICE = { least: 0.0001, most: 6_000 } as const;
const defaults = thresholds.parse({});

/** What is allowed and can hardly be meant, with the setting. */
export function doubts(settings: RuleSettings & Pick<Environment, 'alertmanager' | 'prices'>): readonly Remark[] {
  return [
    ...sameSeverity(settings),
    ...unsaidRuntimes(settings),
    ...moreTenants(settings),
    ...platformAsTenant(settings),
    ...otherUnits(settings),
    ...idleOverrides(settings),
    ...askedOfNobody(settings),
    ...otherPrices(settings),
    ...unreadRoutes(settings),
  ].map(({ message, setting }) => ({ message: `warning: ${message}`, setting }));
}

function sameSeverity({ alerts: { severities } }: Pick<Environment, 'alerts'>): readonly AboutSetting[] {
  const { critical, warning } = severities;
  if (critical !== warning) return [];
  const message = `alerts.severities says "${critical}" for both: no route can tell a page from a ticket`;
  return [{ message, setting: ['alerts', 'severities'] }];
}

/** Who has these surfaces has a runtime that can be disaggregated, and its names are there though nobody said so. */
function unsaidRuntimes({
  runtimes,
  surfaces: settings,
}: Pick<Environment, 'runtimes' | 'surfaces'>): readonly AboutSetting[] {
  const on = SURFACES.filter((name) => settings[name].enabled && surfaceFacts[name].withoutRuntimes === 'doubted');
  const unsaid = on.filter((name) => !isServed(name, runtimes));
  if (unsaid.length === 0) return [];
  const named = [...new Set(unsaid.flatMap((name) => surfaceFacts[name].runtimes ?? []))];
  const surfaces = unsaid.map((name) => `surfaces.${name}`).join(' and ');
  const message =
    `runtimes does not name ${named.join(', ')}, but ${surfaces} ${unsaid.length > 1 ? 'scrape' : 'scrapes'} it: its names remain in monitors and ` +
    'rules, and dashboards that show nothing else are left out';
  return [{ message, setting: ['runtimes'] }];
}

/** Each tenant has an application at least, by which series are predicted and budgets made. */
function moreTenants({ tenants, sizing }: Pick<Environment, 'tenants' | 'sizing'>): readonly AboutSetting[] {
  const count = tenants.namespaces === 'all' ? 0 : tenants.namespaces.length;
  if (count <= sizing.applications) return [];
  const message =
    `tenants.namespaces names ${count}, and sizing.applications says ${sizing.applications}: predictions and budgets are those of a ` +
    'smaller installation';
  return [{ message, setting: ['tenants', 'namespaces'] }];
}

/** Who may make Services there could pose as the platform, whose alerts look for it by namespace. */
function platformAsTenant({
  tenants,
  monitoring,
  arks,
  gateway,
}: Pick<Environment, 'tenants' | 'monitoring' | 'arks' | 'gateway'>): readonly AboutSetting[] {
  const named = tenants.namespaces === 'all' ? [] : tenants.namespaces;
  return [...new Set([monitoring.namespace, arks.namespace, gateway.namespace, gateway.envoyNamespace])]
    .filter((namespace) => named.includes(namespace))
    .map((namespace) => ({
      message: `tenants.namespaces names ${namespace}, where the platform runs: a tenant there could pose as a part of it`,
      setting: ['tenants', 'namespaces', named.indexOf(namespace)],
    }));
}

/** What monitors that are not written would say; another entry for the same surface is refused, so that it is of no use here. */
function askedOfNobody({ scrape, surfaces }: Pick<Environment, 'scrape' | 'surfaces'>): readonly AboutSetting[] {
  return scrape.endpoints.flatMap((entry, index) =>
    entry.surfaces.flatMap((name, position) =>
      surfaces[name].enabled ? [] : notScraped(name, ['scrape', 'endpoints', index, 'surfaces', position]),
    ),
  );
}

function notScraped(name: SurfaceName, setting: readonly PropertyKey[]): readonly AboutSetting[] {
  return [{ message: `${pathText(setting)} names ${name}, which is not scraped: surfaces.${name} is off`, setting }];
}

function otherUnits({ alerts }: Pick<Environment, 'alerts'>): readonly AboutSetting[] {
  return [
    ...inOtherUnits(['alerts', 'thresholds'], alerts.thresholds),
    ...alerts.overrides.flatMap(({ thresholds: own }, index) =>
      inOtherUnits(['alerts', 'overrides', index, 'thresholds'], own),
    ),
  ];
}

function inOtherUnits(
  section: readonly PropertyKey[],
  limits: Readonly<Record<string, unknown>>,
): readonly AboutSetting[] {
  return thresholdNames.flatMap((name) => {
    const [limit, usual] = [limits[name], defaults[name]];
    if (typeof limit !== 'number' || typeof usual !== 'number') return [];
    if (limit * OTHER_UNIT >= usual && limit <= usual * OTHER_UNIT) return [];
    const far = limit < usual ? 'below' : 'above';
    const setting = [...section, name];
    const message = `${pathText(setting)} is ${limit}, more than ${OTHER_UNIT} times ${far} its default of ${usual}`;
    return [{ message, setting }];
  });
}

function otherPrices({ prices: { currency, models } }: Pick<Environment, 'prices'>): readonly AboutSetting[] {
  const all = models
    .flatMap(({ model, ...price }, index) =>
      Object.entries(price).map(([name, value]) => ({
        model,
        name,
        value,
        setting: ['prices', 'models', index, name],
      })),
    )
    .filter(({ value }) => value > 0)
    .sort((a, b) => a.value - b.value);
  const [least, most] = [all[0], all.at(-1)];
  const odd = LIKE_DOLLARS.includes(currency)
    ? all.find(({ value }) => value < USUAL_PRICE.least || value > USUAL_PRICE.most)
    : undefined;
  if (odd !== undefined) {
    const message =
      `prices: ${odd.name} of ${odd.model} is ${odd.value} ${currency}: it is meant for a million tokens, of which none cost less than ` +
      `${USUAL_PRICE.least} or more than ${USUAL_PRICE.most}`;
    return [{ message, setting: odd.setting }];
  }
  if (least === undefined || most === undefined || most.value <= least.value * OTHER_PRICE) return [];
  const message =
    `prices: ${most.name} of ${most.model} is ${most.value}, and ${least.name} of ${least.model} ${least.value}: ` +
    'both are meant for a million tokens';
  return [{ message, setting: least.setting }];
}
