import type { RelabelRule } from './relabeling.js';
import type { scrapeLimits, scrapeSettings, tenantNamespaces } from './scrape-settings.js';

/** How a target is asked, where it is not asked plainly. */
export interface EndpointAccess {
  readonly scheme?: 'http' | 'https';
  readonly authorization?: { readonly type: string; readonly credentials: { name: string; key: string } };
  readonly tlsConfig?: {
    readonly insecureSkipVerify: boolean;
    readonly serverName?: string;
    readonly ca?: { configMap?: { name: string; key: string }; secret?: { name: string; key: string } };
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

/** What is scraped, said once for every operator. */
export interface Selecting extends ReturnType<typeof scrapeLimits> {
  /** Its own namespace where there is none. */
  readonly namespaceSelector?: ReturnType<typeof tenantNamespaces>;
  readonly selector: Selector;
}
export interface ServiceScrapeSpec extends Selecting {
  readonly endpoints: Endpoint[];
  /** Only for the Prometheus Operator. */
  readonly scrapeClass?: string;
}
export interface PodScrapeSpec extends Selecting {
  readonly podMetricsEndpoints: PodEndpoint[];
}

/** A monitor as data, whichever operator's it becomes. */
export type MonitorSpec =
  | { readonly finds: 'services'; readonly spec: ServiceScrapeSpec }
  | { readonly finds: 'pods'; readonly spec: PodScrapeSpec };
