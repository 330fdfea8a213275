/** What a first environment is asked for, in the order of its file. */
export const ANSWERS = [
  'namespace',
  'selectorLabels',
  'prometheusServiceAccount',
  'operatorVersion',
  'cluster',
  'tenants',
  'arksNamespace',
  'gatewayName',
  'gatewayNamespace',
  'envoyNamespace',
  'grafanaUrl',
  'runtimes',
  'monitors',
] as const;
export type AnswerName = (typeof ANSWERS)[number];

/** A setting as a file would say it. */
export type Value = string | readonly string[] | Readonly<Record<string, string>>;
export type Answers = Readonly<Partial<Record<AnswerName, Value>>>;

interface Asked {
  /** The setting that the answer is. */
  readonly setting: string;
  /** What an answer that somebody typed says. Throws, with what is allowed, where it says nothing. */
  readonly read: (typed: string) => Value;
  /** What stands in a comment where nobody has said it and it has no default. */
  readonly example?: Value;
  /** Whether only some installs need it, so that it is asked for and written only where a flag or the cluster says it. */
  readonly rare?: true;
  /** How it is typed, where not as every value of its shape. */
  readonly typed?: (value: Value) => string;
}

const asText = (typed: string) => typed.trim();

/** Which setting each answer is, and how it is typed. */
export const ASKED: Readonly<Record<AnswerName, Asked>> = {
  namespace: { setting: 'monitoring.namespace', read: asText },
  selectorLabels: { setting: 'monitoring.selectorLabels', read: asLabels },
  prometheusServiceAccount: {
    setting: 'monitoring.prometheusServiceAccount',
    read: asAccount,
    typed: accountTyped,
    rare: true,
  },
  operatorVersion: { setting: 'monitoring.operatorVersion', read: asText, rare: true },
  cluster: { setting: 'cluster.name', read: asText, example: 'eu-1' },
  tenants: { setting: 'tenants.namespaces', read: (typed) => (typed.trim() === 'all' ? 'all' : asNames(typed)) },
  arksNamespace: { setting: 'arks.namespace', read: asText },
  gatewayName: { setting: 'gateway.name', read: asText },
  gatewayNamespace: { setting: 'gateway.namespace', read: asText },
  envoyNamespace: { setting: 'gateway.envoyNamespace', read: asText },
  grafanaUrl: { setting: 'grafana.url', read: asText, example: 'https://grafana.example.com' },
  runtimes: { setting: 'runtimes', read: asNames },
  monitors: { setting: 'scrape.monitors', read: asText, rare: true },
};

/** An answer as it would be typed. */
export function typedAs(name: AnswerName, value: Value): string {
  return (ASKED[name].typed ?? plainlyTyped)(value);
}

function plainlyTyped(value: Value): string {
  if (typeof value === 'string') return value;
  if (isList(value)) return value.join(',');
  return Object.entries(value)
    .map(([label, text]) => `${label}=${text}`)
    .join(',');
}

/** `release=prometheus,team=llm`; nothing is no label. */
function asLabels(typed: string): Value {
  return Object.fromEntries(
    asNames(typed).map((pair) => {
      const [, label, value] = /^([^=]+)=(.*)$/.exec(pair) ?? [];
      if (label === undefined || value === undefined) {
        throw new Error(`labels must be written as label=value, separated by commas, got ${JSON.stringify(pair)}`);
      }
      return [label.trim(), value.trim()];
    }),
  );
}

/** `prometheus-k8s`, or `monitoring/prometheus-k8s`. */
function asAccount(typed: string): Value {
  const [name = '', namespace] = typed.trim().split('/').toReversed();
  return namespace === undefined ? { name } : { name, namespace };
}

function accountTyped(value: Value): string {
  return typeof value === 'object' && !isList(value)
    ? Object.values(value).toReversed().join('/')
    : plainlyTyped(value);
}

function asNames(typed: string): readonly string[] {
  return typed
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function isList(value: Exclude<Value, string>): value is readonly string[] {
  return Array.isArray(value);
}
