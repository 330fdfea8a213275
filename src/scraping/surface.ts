import type { Component } from '../metrics/components.js';
import type { Feature } from '../metrics/features.js';
import type { Metric } from '../metrics/metric.js';
import type { Answers, EndpointAccess, Selector } from './monitor-spec.js';
import type { FoundAsPod } from './pod-monitoring-spec.js';
import type { RelabelRule } from './relabeling.js';
import type { ScrapeSettings } from './settings.js';

/** What a monitor says of its endpoint beside what all of them say. */
export interface SurfaceEndpoint extends EndpointAccess {
  /** The port by its name, as Service or container declare it. */
  readonly port?: string;
  /** The port by its number, where the container declares it without a name. */
  readonly portNumber?: number;
  readonly path?: string;
  /** What makes a target of what was found. */
  readonly relabelings: readonly RelabelRule[];
  /** What gives series their names before the others are dropped. */
  readonly naming?: readonly RelabelRule[];
  /** What becomes of the labels of the series that are kept. */
  readonly labelling?: readonly RelabelRule[];
}

/** One kind of target, whole: how it is found, who answers there, and what is made of what they say. */
export interface Surface {
  /** The name of its monitor. */
  readonly object: string;
  /** `app.kubernetes.io/component` of its objects. */
  readonly component: string;
  /** Whether targets are found as the endpoints of Services or as pods. */
  readonly finds: 'services' | 'pods';
  /** The value of `job`: the name of a Service, or a regex for the Services of many. What is found as a pod has the monitor's name. */
  readonly job?: { readonly is: string } | { readonly matches: string };
  /** Whether what is scraped is a Service of this program, which stands beside its monitor wherever that goes. */
  readonly besideMonitor?: true;
  /** The namespace of what is everybody's; what has none is in the namespaces of tenants. */
  readonly namespace?: (settings: ScrapeSettings) => string;
  readonly selector: (settings: ScrapeSettings) => Selector;
  /** Who may answer: one target is one of these; what stands together in one comes from the same target. */
  readonly exporters: (settings: ScrapeSettings) => readonly (readonly Component[])[];
  /** What its being there says about how exporters were started. */
  readonly features?: readonly Feature[];
  /** The labels that its monitor leaves on a series beside the exporter's own, the cluster's aside. */
  readonly targetLabels: readonly string[];
  /** Labels that an exporter shows and the monitor drops. */
  readonly droppedLabels?: readonly string[];
  readonly endpoint: (settings: ScrapeSettings, kept: readonly Metric[]) => SurfaceEndpoint;
  /** How targets are found where only pods can be, and nothing is relabeled before a scrape; a surface without cannot be scraped so. */
  readonly asPod?: (settings: ScrapeSettings) => FoundAsPod;
  /** The pods behind its targets; none of what this program runs itself, which has a policy of its own. */
  readonly answers?: (settings: ScrapeSettings) => Answers;
  /** Of the Prometheus Operator, where it says how targets are asked. */
  readonly scrapeClass?: (settings: ScrapeSettings) => string | undefined;
}

/** A surface that is everybody's, in one namespace that the environment names. */
export interface SurfaceOfPlatform extends Surface {
  readonly namespace: (settings: ScrapeSettings) => string;
  /** Labels of its exporters that give a series the namespace of a tenant; one that has none of them keeps that of its target. */
  readonly tenantBy: readonly string[];
}
