import type { Environment } from '../config/environment.js';
import { listedNames } from '../config/keep.js';
import { DISAGGREGATED } from '../config/runtimes.js';
import { catalogue } from '../metrics/catalogue.js';
import { type Component, componentGenerations } from '../metrics/components.js';

/** Exporters whose generations follow each other; of the others several are current. */
const OF_ONE_LINE: readonly Component[] = ['vllm', 'sglang'];

/** What is allowed and can hardly be meant: a sentence each, with the setting. */
export function doubts(environment: Environment): readonly string[] {
  return [
    ...keptOfThePast(environment),
    ...sameSeverity(environment),
    ...unsaidRuntimes(environment),
    ...moreTenants(environment),
  ].map((text) => `warning: ${text}`);
}

/** Metrics to keep that the newest generation of their exporter has no more: whoever runs that one keeps nothing. */
function keptOfThePast({ scrape }: Environment): readonly string[] {
  return listedNames(scrape.keep).flatMap((name) => {
    const entries = catalogue.filter((metric) => metric.name === name);
    const component = OF_ONE_LINE.find((one) => entries.some((entry) => entry.component === one));
    if (component === undefined) return [];
    const generations = entries.flatMap((entry) => entry.generations);
    const newest = componentGenerations[component].at(-1) ?? '';
    if (generations.includes(newest)) return [];
    const had = [...new Set(generations)].join(', ');
    return [`scrape.keep names ${name}, which ${component} ${newest} does not show; only ${had} did`];
  });
}

function sameSeverity({ alerts: { severities } }: Environment): readonly string[] {
  const { critical, warning } = severities;
  if (critical !== warning) return [];
  return [`alerts.severities says "${critical}" for both: no route can tell a page from a ticket`];
}

/** Who has these surfaces has a runtime that can be disaggregated, and its names are there though nobody said so. */
function unsaidRuntimes({ runtimes, surfaces }: Environment): readonly string[] {
  const on = (['disaggregated', 'router'] as const).filter((name) => surfaces[name].enabled);
  if (DISAGGREGATED.some((runtime) => runtimes.includes(runtime)) || on.length === 0) return [];
  return [
    `runtimes does not name ${DISAGGREGATED.join(', ')}, and ${on.map((name) => `surfaces.${name}`).join(' and ')} scrapes it: its names remain in ` +
      'monitors, rules and dashboards',
  ];
}

/** Each tenant has an application at least, by which series are predicted and budgets made. */
function moreTenants({ tenants, sizing }: Environment): readonly string[] {
  const count = tenants.namespaces === 'all' ? 0 : tenants.namespaces.length;
  if (count <= sizing.applications) return [];
  return [
    `tenants.namespaces names ${count}, and sizing.applications says ${sizing.applications}: predictions and budgets are those of a ` +
      'smaller installation',
  ];
}
