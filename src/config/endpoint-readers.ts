import { z } from 'zod';
import { isFrom, operatorVersion } from './operator-version.js';

const entries = z.object({
  scrape: z.object({ target: z.unknown(), endpoints: z.array(z.unknown()) }),
  rules: z.object({ target: z.unknown() }),
  monitoring: z.object({ operatorVersion: z.unknown().optional() }),
});

/** Settings of an entry that a reader of monitors has no field for. */
const UNKNOWN = {
  victoriametrics: ['scrapeProtocols', 'fallbackScrapeProtocol'],
  azure: [
    ...['tlsConfig', 'authorization', 'basicAuth', 'proxyUrl'],
    ...['scrapeProtocols', 'fallbackScrapeProtocol', 'attachMetadata'],
  ],
  gke: [
    ...['tlsConfig', 'authorization', 'basicAuth'],
    ...['scrapeProtocols', 'fallbackScrapeProtocol', 'attachMetadata'],
  ],
} as const;
/** Where relabeling and labels of Services are none of who reads monitors. */
const LISTS_UNKNOWN_TO_GKE = ['relabelings', 'targetLabels'];
/** A format, and the first release of the operator that knows it, by the definitions of 0.78.2 and 0.79.2. */
const NEWEST_FORMAT = { name: 'PrometheusText1.0.0', since: '0.79' } as const;
const settingsOfEntry = z.record(z.string(), z.unknown()).catch({});
const formats = z.array(z.unknown());

/** Reports what an environment passes on to monitors and who reads them does not know. */
export function checkEndpointReaders(settings: unknown, context: z.RefinementCtx): void {
  const { data } = entries.safeParse(settings);
  if (data === undefined) return;
  const { scrape, rules, monitoring } = data;
  const issue = (path: PropertyKey[], message: string) =>
    context.addIssue({ code: 'custom', path: ['scrape', 'endpoints', ...path], message });
  const release = operatorVersion.safeParse(monitoring.operatorVersion);
  const isOlder = release.success && !isFrom(release.data, NEWEST_FORMAT.since);
  for (const [index, one] of scrape.endpoints.entries()) {
    const entry = settingsOfEntry.parse(one);
    for (const name of rules.target === 'victoriametrics' ? UNKNOWN.victoriametrics : []) {
      if (entry[name] === undefined) continue;
      issue([index, name], 'must not be set where rules.target is victoriametrics, whose objects have no field for it');
    }
    for (const name of scrape.target === 'azure' ? UNKNOWN.azure : []) {
      if (entry[name] === undefined) continue;
      issue(
        [index, name],
        'must not be set where scrape.target is azure, whose add-on does not read it from our objects',
      );
    }
    for (const name of scrape.target === 'gke' ? [...UNKNOWN.gke, ...LISTS_UNKNOWN_TO_GKE] : []) {
      const value = entry[name];
      if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
      issue([index, name], 'must not be set where scrape.target is gke, whose monitors are not given it');
    }
    const position = formats.safeParse(entry['scrapeProtocols']).data?.indexOf(NEWEST_FORMAT.name) ?? -1;
    if (isOlder && position >= 0) {
      issue(
        [index, 'scrapeProtocols', position],
        `must not be ${NEWEST_FORMAT.name} where monitoring.operatorVersion is below ${NEWEST_FORMAT.since}, which refuses it`,
      );
    }
  }
}
