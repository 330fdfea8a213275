import { z } from 'zod';
import { distinct } from './distinct.js';
import { freeFormed } from './formed-text.js';

/** What a flag takes: `ours` is for this program to say, or would make of kube-state-metrics another exporter. */
type Value = 'ours' | 'bool' | 'number' | 'ratio' | 'duration' | 'severity' | 'line' | 'modules';

/** The release whose flags are known here, which is that of the image by default. */
export const FLAGS_KNOWN_OF = '2.20.0';

/** All flags that `kube-state-metrics --help` prints, in 2.19.1 as in 2.20.0 (test/real/kube-state-metrics.test.ts compares). */
export const STATE_METRICS_FLAGS = {
  // What it reads and publishes, where, and to whom: without some of it alerts would be silent, or Prometheus without an answer.
  apiserver: 'ours',
  'auth-filter': 'ours',
  config: 'ours',
  'continue-without-config': 'ours',
  'continue-without-custom-resource-state-config-file': 'ours',
  'custom-resource-state-config': 'ours',
  'custom-resource-state-config-file': 'ours',
  'custom-resource-state-only': 'ours',
  host: 'ours',
  kubeconfig: 'ours',
  'metric-allowlist': 'ours',
  'metric-denylist': 'ours',
  'metric-annotations-allowlist': 'ours',
  'metric-labels-allowlist': 'ours',
  'metric-opt-in-list': 'ours',
  namespaces: 'ours',
  'namespaces-denylist': 'ours',
  node: 'ours',
  'object-limit': 'ours',
  pod: 'ours',
  'pod-namespace': 'ours',
  port: 'ours',
  resources: 'ours',
  shard: 'ours',
  'telemetry-host': 'ours',
  'telemetry-port': 'ours',
  'tls-config': 'ours',
  'total-shards': 'ours',
  'track-unscheduled-pods': 'ours',
  // It prints something and ends.
  help: 'ours',
  // It has no file system to write logs to, and ends where it cannot.
  log_dir: 'ours',
  log_file: 'ours',
  logtostderr: 'ours',
  add_dir_header: 'bool',
  alsologtostderr: 'bool',
  alsologtostderrthreshold: 'severity',
  'auto-gomemlimit': 'bool',
  'auto-gomemlimit-ratio': 'ratio',
  'enable-gzip-encoding': 'bool',
  legacy_stderr_threshold_behavior: 'bool',
  log_backtrace_at: 'line',
  log_file_max_size: 'number',
  one_output: 'bool',
  'server-idle-timeout': 'duration',
  'server-read-header-timeout': 'duration',
  'server-read-timeout': 'duration',
  'server-write-timeout': 'duration',
  skip_headers: 'bool',
  skip_log_headers: 'bool',
  stderrthreshold: 'severity',
  'use-apiserver-cache': 'bool',
  v: 'number',
  vmodule: 'modules',
} as const satisfies Readonly<Record<string, Value>>;

/** What stands behind the `=` of a flag, as Go reads it. A flag that is no yes or no would take the next argument for its value. */
const VALUES: Readonly<Record<Exclude<Value, 'ours'>, RegExp>> = {
  bool: /^(=(true|false))?$/,
  number: /^=\d{1,9}$/,
  ratio: /^=(0?\.\d{1,9}|1(\.0)?)$/,
  duration: /^=(\d{1,9}(\.\d{1,9})?(ns|us|ms|s|m|h))+$/,
  severity: /^=([0-3]|INFO|WARNING|ERROR|FATAL)$/,
  line: /^=[\w.-]+:\d{1,9}$/,
  modules: /^=[\w.*?/-]+=\d{1,9}(,[\w.*?/-]+=\d{1,9})*$/,
};
const WHAT_IS_MEANT = {
  bool: '=true or =false',
  number: '= and a whole number',
  ratio: '= and a number between 0 and 1',
  duration: '= and a duration such as 30s',
  severity: '= and one of INFO, WARNING, ERROR, FATAL',
  line: '= and a line such as main.go:17',
  modules: '= and modules with their levels such as reflector=4',
} as const;

const FLAG = /^--([a-z][a-z0-9_-]*)(=.*)?$/s;
const kindOf: ReadonlyMap<string, Value> = new Map(Object.entries(STATE_METRICS_FLAGS));
const ours = [...kindOf].flatMap(([name, value]) => (value === 'ours' ? [`--${name}`] : []));
const free = [...kindOf].flatMap(([name, value]) => (value === 'ours' ? [] : [`--${name}`]));

function isOurs(text: string): boolean {
  return kindOf.get(FLAG.exec(text)?.[1] ?? '') === 'ours';
}

const argument = freeFormed(FLAG, 'must be an argument such as --use-apiserver-cache=true')
  // Kubernetes puts the value of a variable of the container there.
  .refine((text) => !text.includes('$('), 'must not hold $(, after which Kubernetes takes a name for a variable')
  .refine((text) => !isOurs(text), `must not set ${ours.join(', ')}, which this program decides`)
  .superRefine((text, context) => {
    const [, name, value = ''] = FLAG.exec(text) ?? [];
    // What the checks before have said is not said again.
    if (name === undefined || isOurs(text) || text.includes('$(')) return;
    const of = kindOf.get(name);
    const issue = (message: string) => context.addIssue({ code: 'custom', message });
    if (of === undefined) {
      issue(`must be a flag of kube-state-metrics ${FLAGS_KNOWN_OF}, which ends at any other: ${free.join(', ')}`);
    } else if (of !== 'ours' && !VALUES[of].test(value)) issue(`must have ${WHAT_IS_MEANT[of]} behind --${name}`);
  });

/** Further arguments of kube-state-metrics, which ends at once where it does not know or cannot read one. */
export const stateMetricsArguments = z
  .array(argument)
  .refine(...distinct('must set each flag once: the last would win', { before: '=' }))
  .default([])
  .describe(`Further arguments of kube-state-metrics, flags of ${FLAGS_KNOWN_OF}.`);
