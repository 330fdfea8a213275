import { nameOfInstall } from '../config/install-name.js';
import type { SurfaceName } from '../config/surfaces.js';
import { noOtherCluster } from './identity.js';
import { jobOf } from './jobs.js';
import { keepSeriesOf } from './kept-series.js';
import type { EndpointAccess } from './monitor-spec.js';
import { passedTo } from './passed.js';
import type { PlacedPodMonitoring, PodMonitoringSpec } from './pod-monitoring-spec.js';
import { heldLimits, scrapeSettings } from './scrape-settings.js';
import { type ScrapedSurface, scrapedSurface } from './scraped.js';
import type { ScrapeSettings } from './settings.js';
import { surfaces } from './surfaces/index.js';

type Made = Pick<ScrapedSurface, 'kept' | 'sampleLimit'>;
type Place = Pick<PlacedPodMonitoring, 'name' | 'namespace'>;

/**
 * The objects by which Google's collector scrapes a surface: a PodMonitoring in each namespace of its targets, or one
 * ClusterPodMonitoring where tenants are not listed. Throws for a surface that cannot be scraped so.
 */
export function podMonitoringsOf(
  name: SurfaceName,
  settings: ScrapeSettings,
  made: Made = scrapedSurface(name, settings),
): readonly PlacedPodMonitoring[] {
  return placesOf(name, settings).map((place) => ({
    ...place,
    spec: specOf(name, settings, { ...made, ofCluster: place.namespace === undefined }),
  }));
}

/** `job` is the name of the object (pod_config.go), so that of the platform's parts is what queries ask for. */
function placesOf(name: SurfaceName, settings: ScrapeSettings): readonly Place[] {
  const { namespace, object } = surfaces[name];
  if (namespace !== undefined) return [{ name: jobOf(name, settings), namespace: namespace(settings) }];
  const { namespaces } = settings.tenants;
  if (namespaces === 'all') return [{ name: nameOfInstall(object, settings) }];
  return [...namespaces]
    .sort()
    .map((tenant) => ({ name: nameOfInstall(`${object}-${tenant}`, settings), namespace: tenant }));
}

function specOf(
  name: SurfaceName,
  settings: ScrapeSettings,
  { kept, sampleLimit, ofCluster }: Made & { readonly ofCluster: boolean },
): PodMonitoringSpec {
  const surface = surfaces[name];
  if (surface.asPod === undefined) throw new Error(`surface ${name} must say how its pods are found to be scraped so`);
  const { selector, port, fromPod, labelling: said = [] } = surface.asPod(settings);
  const { path, scheme, interval, scrapeTimeout } = scrapeSettings(settings);
  const { naming = [], labelling = [], authorization, tlsConfig, ...own } = surface.endpoint(settings, kept);
  const { access, attached, metricRelabelings } = passedTo(name, settings);
  const { labelLimit, labelNameLengthLimit, labelValueLengthLimit } = heldLimits(settings);
  return {
    selector,
    filterRunning: true,
    endpoints: [
      {
        port,
        path: own.path ?? path,
        scheme: access.scheme ?? own.scheme ?? scheme,
        interval,
        timeout: scrapeTimeout,
        ...(access.proxyUrl === undefined ? {} : { proxyUrl: access.proxyUrl }),
        ...(authorization === undefined
          ? {}
          : { authorization: { type: authorization.type, credentials: { secret: authorization.credentials } } }),
        ...(tlsConfig === undefined ? {} : { tls: tlsOf(tlsConfig) }),
        metricRelabeling: [
          ...naming,
          ...keepSeriesOf(kept),
          noOtherCluster(settings),
          ...labelling,
          ...said,
          ...metricRelabelings,
        ],
      },
    ],
    targetLabels: {
      metadata: ofCluster ? ['namespace', 'pod'] : ['pod'],
      fromPod: [...fromPod, ...(attached.podTargetLabels ?? []).map((from) => ({ from, to: labelName(from) }))],
    },
    limits: {
      samples: sampleLimit,
      labels: labelLimit,
      labelNameLength: labelNameLengthLimit,
      labelValueLength: labelValueLengthLimit,
    },
  };
}

/** An authority comes from a Secret only, which the environment is held to. */
function tlsOf({ insecureSkipVerify, serverName, ca }: NonNullable<EndpointAccess['tlsConfig']>) {
  return {
    insecureSkipVerify,
    ...(serverName === undefined ? {} : { serverName }),
    ...(ca?.secret === undefined ? {} : { ca: { secret: ca.secret } }),
  };
}

/** The label of a target that a label of pods becomes, as the Prometheus Operator names it. */
function labelName(label: string): string {
  return label.replaceAll(/\W/g, '_');
}
