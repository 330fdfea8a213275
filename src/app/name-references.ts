import { stringify } from 'yaml';
import { ACCOUNT_ANNOTATION } from '../config/own-keys.js';

/** Where objects name others, in words of Kustomize: the kind that is named, and the paths at which it is. */
interface NameReference {
  readonly kind: string;
  readonly version: string;
  readonly fieldSpecs: readonly { readonly kind: string; readonly path: string }[];
}

const ENDPOINTS = [
  ['ServiceMonitor', 'spec/endpoints'],
  ['PodMonitor', 'spec/podMetricsEndpoints'],
  ['VMServiceScrape', 'spec/endpoints'],
  ['VMPodScrape', 'spec/podMetricsEndpoints'],
] as const;
/** Where an endpoint names a Secret, and where a ConfigMap; a private key stands in a Secret only. */
const SECRETS = [
  'authorization/credentials',
  'basicAuth/username',
  'basicAuth/password',
  'tlsConfig/ca/secret',
  'tlsConfig/cert/secret',
  'tlsConfig/keySecret',
];
/** Kinds of Google's collection, and where an endpoint of theirs names a Secret. */
const COLLECTIONS = ['PodMonitoring', 'ClusterPodMonitoring'];
const SECRETS_OF_COLLECTIONS = ['authorization/credentials/secret', 'tls/ca/secret'];
const CONFIG_MAPS = ['tlsConfig/ca/configMap', 'tlsConfig/cert/configMap'];
const RECEIVERS = ['pagerdutyConfigs/routingKey', 'slackConfigs/apiURL', 'webhookConfigs/urlSecret'];

const ofEndpoints = (field: string) => ENDPOINTS.map(([kind, path]) => ({ kind, path: `${path}/${field}/name` }));

/**
 * The references that Kustomize does not know of itself, so that a prefix or a suffix of names leaves none behind: its own table
 * ends with the kinds of Kubernetes (kustomize 5.8.2, run). What is named but not in the folder keeps its name.
 */
export const NAME_REFERENCES: readonly NameReference[] = [
  {
    kind: 'Secret',
    version: 'v1',
    fieldSpecs: [
      ...SECRETS.flatMap(ofEndpoints),
      ...COLLECTIONS.flatMap((kind) =>
        SECRETS_OF_COLLECTIONS.map((field) => ({ kind, path: `spec/endpoints/${field}/name` })),
      ),
      ...RECEIVERS.map((field) => ({ kind: 'AlertmanagerConfig', path: `spec/receivers/${field}/name` })),
    ],
  },
  { kind: 'ConfigMap', version: 'v1', fieldSpecs: CONFIG_MAPS.flatMap(ofEndpoints) },
  {
    kind: 'ServiceAccount',
    version: 'v1',
    fieldSpecs: [{ kind: 'Secret', path: `metadata/annotations/${ACCOUNT_ANNOTATION.replaceAll('/', '\\/')}` }],
  },
  { kind: 'GrafanaFolder', version: 'v1beta1', fieldSpecs: [{ kind: 'GrafanaDashboard', path: 'spec/folderRef' }] },
];

/** The text of the file that tells them. */
export function nameReferencesText(): string {
  return stringify({ nameReference: NAME_REFERENCES }, { lineWidth: 0 });
}
