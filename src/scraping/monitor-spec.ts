import type { RelabelRule } from './relabeling.js';
import type { scrapeLimits, scrapeSettings, tenantNamespaces } from './scrape-settings.js';

/** Where something lies that is not said itself. */
interface Key {
  name: string;
  key: string;
}
interface Certificate {
  configMap?: Key;
  secret?: Key;
}

/** How a target is asked, where it is not asked plainly. */
export interface EndpointAccess {
  readonly scheme?: 'http' | 'https';
  readonly authorization?: { readonly type: string; readonly credentials: Key };
  readonly basicAuth?: { readonly username: Key; readonly password: Key };
  readonly proxyUrl?: string;
  readonly tlsConfig?: {
    readonly insecureSkipVerify: boolean;
    readonly serverName?: string;
    readonly ca?: Certificate;
    readonly cert?: Certificate;
    readonly keySecret?: Key;
  };
}

/** What every monitor of ours says of its endpoint, by the names of the Prometheus Operator. */
export interface Endpoint extends Omit<ReturnType<typeof scrapeSettings>, 'scheme'>, Omit<EndpointAccess, 'scheme'> {
  readonly scheme: 'http' | 'https';
  readonly port?: string;
  readonly relabelings?: RelabelRule[];
  readonly metricRelabelings: RelabelRule[];
}
export interface PodEndpoint extends Endpoint {
  readonly portNumber?: number;
}

/** Which Services or pods a monitor looks at, by their labels. */
export interface Selector {
  readonly matchLabels: Record<string, string>;
  readonly matchExpressions?: { key: string; operator: 'In'; values: string[] }[];
}

/** Pods that take requests for metrics, and on which port. */
export interface Answers {
  readonly pods: {
    readonly matchLabels?: Readonly<Record<string, string>>;
    readonly matchExpressions?: readonly {
      readonly key: string;
      readonly operator: 'In' | 'Exists' | 'DoesNotExist';
      readonly values?: string[];
    }[];
  };
  readonly port: number;
  /** Whether it serves its clients on the same port. */
  readonly serves?: true;
}

/** Formats of a page. */
export type ScrapeProtocol =
  | 'PrometheusProto'
  | 'OpenMetricsText0.0.1'
  | 'OpenMetricsText1.0.0'
  | 'PrometheusText0.0.4'
  | 'PrometheusText1.0.0';

/** What a monitor takes from what it finds, and which formats it asks for. */
export interface Attached {
  readonly podTargetLabels?: string[];
  readonly targetLabels?: string[];
  readonly attachMetadata?: { readonly node: boolean };
  /** Only for the Prometheus Operator. */
  readonly scrapeProtocols?: ScrapeProtocol[];
  /** Only for the Prometheus Operator. */
  readonly fallbackScrapeProtocol?: ScrapeProtocol;
}

/** What is scraped, said once for every operator. */
export interface Selecting extends ReturnType<typeof scrapeLimits>, Omit<Attached, 'targetLabels'> {
  /** Its own namespace where there is none. */
  readonly namespaceSelector?: ReturnType<typeof tenantNamespaces>;
  readonly selector: Selector;
  /** Only for the Prometheus Operator. */
  readonly scrapeClass?: string;
  /** Whether Prometheus stores classic histograms as native ones, which nothing here reads. Only for the Prometheus Operator. */
  readonly convertClassicHistogramsToNHCB?: false;
}
export interface ServiceScrapeSpec extends Selecting, Pick<Attached, 'targetLabels'> {
  readonly endpoints: Endpoint[];
}
export interface PodScrapeSpec extends Selecting {
  readonly podMetricsEndpoints: PodEndpoint[];
}

/** A monitor as data, whichever operator's it becomes. */
export type MonitorSpec =
  | { readonly finds: 'services'; readonly spec: ServiceScrapeSpec }
  | { readonly finds: 'pods'; readonly spec: PodScrapeSpec };
