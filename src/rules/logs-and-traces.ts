import { namespaceOf } from '../scraping/places.js';
import { label } from './alert-words.js';
import { ALERT_RANGE } from './dashboard-url.js';
import { type Asked, logsUrl, tracesUrl } from './explore-url.js';
import type { RuleSettings } from './settings.js';

/** What of an alert says where its logs and traces are. */
export interface Told {
  /** Labels that its rule sets. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whether its expression yields a pod. */
  readonly ofPod: boolean;
  /** Whether it is about requests. */
  readonly traced: boolean;
}

/**
 * Links from an alert to the logs of its pod, or of its namespace, and to the traces of requests there, as annotations. None where
 * the environment names no such data source, or not where Grafana is: outside of it a path leads nowhere.
 */
export function logsAndTracesAnnotations(
  { labels, ofPod, traced }: Told,
  settings: RuleSettings,
): { readonly logs_url?: string; readonly traces_url?: string } {
  const { cluster, grafana } = settings;
  const { url, logs, traces } = grafana;
  if (url === undefined) return {};
  const asked: readonly Asked[] = [
    ...(cluster.name === undefined ? [] : [equal('cluster', encodeURIComponent(cluster.name))]),
    equal('namespace', encoded(labels['namespace'] ?? label('namespace'))),
    ...(ofPod ? [equal('pod', encoded(label('pod')))] : []),
  ];
  return {
    ...(logs === undefined ? {} : { logs_url: url + logsUrl(logs, asked, ALERT_RANGE) }),
    ...(traces === undefined || !traced || isOfUntraced(labels, settings)
      ? {}
      : { traces_url: url + tracesUrl(traces, asked, ALERT_RANGE) }),
  };
}

/** Of the platform's parts that alerts are told of only Envoy writes spans; where a rule sets no namespace it is that of what it judges. */
function isOfUntraced({ namespace }: Told['labels'], settings: RuleSettings): boolean {
  return namespace !== undefined && namespace !== namespaceOf('envoy', settings);
}

function equal(whose: Asked['whose'], text: string): Asked {
  return { whose, is: '=', text };
}

/** A template whose labels are encoded for an address as they are filled in; what else it says are names of namespaces. */
function encoded(template: string): string {
  return template.replaceAll(/\{\{ (\$labels\.\w+) \}\}/g, '{{ $1 | urlquery }}');
}
