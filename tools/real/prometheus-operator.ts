import { parse } from 'yaml';
import { z } from 'zod';
import { output } from './command.js';
import { ownGoProgram } from './go-program.js';

/** The newest version whose modules are all served; tools/real/go/prometheus-operator/go.mod pins it. */
export const PROMETHEUS_OPERATOR = { version: '0.93.1', module: 'github.com/prometheus-operator/prometheus-operator' };

const answer = z.strictObject({
  rejected: z.record(z.string(), z.string()),
  configuration: z.string(),
  changed: z.array(z.string()),
});
const rules = z.array(z.record(z.string(), z.unknown())).optional();
const scrapeConfig = z.looseObject({
  job_name: z.string(),
  kubernetes_sd_configs: z.array(z.unknown()),
  relabel_configs: z.array(z.record(z.string(), z.unknown())),
  metric_relabel_configs: rules,
});
const configuration = z.looseObject({ scrape_configs: z.array(scrapeConfig) });

/** A scrape config as the operator wrote it. */
export type RealScrapeConfig = z.infer<typeof scrapeConfig>;

/** What the operator made of objects. */
export interface OperatorAnswer {
  /** Why an object was refused, by its kind, namespace and name. */
  readonly rejected: Readonly<Record<string, string>>;
  readonly configuration: z.infer<typeof configuration>;
  /** Names of PrometheusRules whose expressions and labels it changes, since the Prometheus enforces a namespace. */
  readonly changed: readonly string[];
}

/** Which Prometheus it configures, and how that discovers what stands behind Services. */
export interface OperatorProps {
  readonly prometheusVersion: string;
  readonly discoveryRole?: 'Endpoints' | 'EndpointSlice';
  /** A scrape class that the Prometheus object has, whose token is that of its own ServiceAccount. */
  readonly scrapeClass?: string;
  /** More of the specification of the Prometheus object, such as what it enforces. */
  readonly spec?: object;
}

/**
 * The operator's own verdict on monitors and rules, and its own configuration for a Prometheus on one shard. Throws where an
 * object has a field that the operator does not know.
 */
export async function operatorSays(
  objects: readonly unknown[],
  { prometheusVersion, discoveryRole = 'Endpoints', scrapeClass = '', spec = {} }: OperatorProps,
): Promise<OperatorAnswer> {
  const program = await ownGoProgram('prometheus-operator');
  const args = [
    '-prometheus-version',
    prometheusVersion,
    '-discovery-role',
    discoveryRole,
    '-scrape-class',
    scrapeClass,
    '-spec',
    JSON.stringify(spec),
  ];
  const said = answer.parse(JSON.parse(await output(program, args, { input: JSON.stringify(objects) })));
  return { ...said, configuration: configuration.parse(parse(said.configuration)) };
}
