import type { PassedEndpoint } from '../config/endpoints.js';
import type { Relabeling } from '../config/relabelings.js';
import { keyOfLabel } from '../config/series-labels.js';
import type { SurfaceName } from '../config/surfaces.js';
import type { Attached, EndpointAccess } from './monitor-spec.js';
import type { RelabelRule } from './relabeling.js';
import type { ScrapeSettings } from './settings.js';

/** What an environment passes on to the monitor of a surface, in the parts of a monitor. */
export interface Passed {
  readonly access: EndpointAccess;
  readonly attached: Attached;
  /** After our own rules. */
  readonly relabelings: readonly RelabelRule[];
  readonly metricRelabelings: readonly RelabelRule[];
}

/** What is passed on to the monitor of a surface; nothing where no entry names it. */
export function passedTo(surface: SurfaceName, { scrape }: Pick<ScrapeSettings, 'scrape'>): Passed {
  const entry = scrape.endpoints.find(({ surfaces }) => surfaces.includes(surface));
  if (entry === undefined) return { access: {}, attached: {}, relabelings: [], metricRelabelings: [] };
  return {
    access: accessOf(entry),
    attached: attachedOf(entry),
    relabelings: entry.relabelings.map(ruleOf),
    metricRelabelings: entry.metricRelabelings.map(ruleOf),
  };
}

function accessOf({ scheme, tlsConfig, authorization, basicAuth, proxyUrl }: PassedEndpoint): EndpointAccess {
  return defined({ scheme, tlsConfig: tlsConfig && tlsOf(tlsConfig), authorization, basicAuth, proxyUrl });
}

function tlsOf({
  ca,
  cert,
  keySecret,
  serverName,
  insecureSkipVerify,
}: NonNullable<PassedEndpoint['tlsConfig']>): NonNullable<EndpointAccess['tlsConfig']> {
  return {
    ...defined({ ca: ca && defined(ca), cert: cert && defined(cert), keySecret, serverName }),
    insecureSkipVerify,
  };
}

function attachedOf(entry: PassedEndpoint): Attached {
  const { podTargetLabels, targetLabels, attachMetadata, scrapeProtocols, fallbackScrapeProtocol } = entry;
  return {
    ...(podTargetLabels.length === 0 ? {} : { podTargetLabels: podTargetLabels.map(keyOfLabel) }),
    ...(targetLabels.length === 0 ? {} : { targetLabels: targetLabels.map(keyOfLabel) }),
    ...defined({ attachMetadata, scrapeProtocols, fallbackScrapeProtocol }),
  };
}

function ruleOf({ action, sourceLabels, separator, regex, targetLabel, replacement }: Relabeling): RelabelRule {
  return { action, ...defined({ sourceLabels, separator, regex, targetLabel, replacement }) };
}

type Defined<Value> = { [Key in keyof Value]?: Exclude<Value[Key], undefined> };

/** Without what is not set, since a field of an object is there or not. */
function defined<Value extends object>(value: Value): Defined<Value>;
function defined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
}
