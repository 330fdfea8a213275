import { createHash } from 'node:crypto';
import { Construct } from 'constructs';
import type { Environment } from '../../config/environment.js';
import { namespacedMetadata, recommendedLabels, selectorLabels } from '../../objects/metadata.js';
import { METRICS_PORT } from '../../scraping/surfaces/custom-resources.js';
import { stateContainer, userOf, VOLUME } from './container.js';
import { addNetworkPolicy } from './network-policy.js';
import { plus } from './plus.js';
import { writeOutConfigMap, writeOutDeployment, writeOutService } from './written-out.js';

const component = 'custom-resources';
const CONFIG_FILE = 'config.yaml';
/** Which share a pod publishes: Deployments beside each other must not select each other's pods. */
const SHARD_LABEL = 'arks.ai/shard';

interface ServerProps {
  readonly environment: Environment;
  /** Name of every object, and of the ServiceAccount that the pod runs as. */
  readonly name: string;
  /** The custom-resource-state configuration, YAML text. */
  readonly config: string;
}

/** A kube-state-metrics that publishes custom resources and nothing else, with its configuration and Service. */
export class CustomResourcesServer extends Construct {
  constructor(scope: Construct, id: string, props: ServerProps) {
    super(scope, id);
    const { ConfigMap, Protocol, Service } = plus();
    const { environment, name, config } = props;
    const metadata = namespacedMetadata({ environment, component, name });
    writeOutConfigMap(
      new ConfigMap(new Construct(this, 'config'), name, { metadata, data: { [CONFIG_FILE]: config } }),
    );
    for (const shard of shardsOf(environment)) this.addDeployment(props, shard);
    const service = new Service(new Construct(this, 'service'), name, {
      metadata,
      ports: [
        { name: METRICS_PORT.name, port: METRICS_PORT.number, targetPort: METRICS_PORT.number, protocol: Protocol.TCP },
      ],
    });
    for (const [key, value] of Object.entries(selectorLabels(component))) service.selectLabel(key, value);
    writeOutService(service);
    addNetworkPolicy(new Construct(this, 'network'), metadata, environment);
  }

  private addDeployment({ environment, name, config }: ServerProps, shard: number | undefined): void {
    const { ConfigMap, Deployment, DeploymentStrategy, LabelSelector, PercentOrAbsolute, ServiceAccount, Volume } =
      plus();
    const suffix = shard === undefined ? '' : `-${shard}`;
    const scope = new Construct(this, `deployment${suffix}`);
    const own: Record<string, string> = shard === undefined ? {} : { [SHARD_LABEL]: String(shard) };
    const settings = environment.surfaces.customResources;
    const user = userOf(settings);
    const volume = Volume.fromConfigMap(scope, 'volume', ConfigMap.fromConfigMapName(scope, 'config', name), {
      name: VOLUME,
    });
    const { replicas } = settings;
    const id = `${name}${suffix}`;
    const deployment = new Deployment(scope, id, {
      metadata: namespacedMetadata({ environment, component, name: id }),
      replicas,
      // Two at once would publish every series twice, which costs room and changes no number.
      strategy:
        replicas === 1
          ? DeploymentStrategy.recreate()
          : DeploymentStrategy.rollingUpdate({
              maxSurge: PercentOrAbsolute.absolute(0),
              maxUnavailable: PercentOrAbsolute.absolute(1),
            }),
      select: false,
      serviceAccount: ServiceAccount.fromServiceAccountName(scope, 'account', name),
      automountServiceAccountToken: true,
      securityContext: { ensureNonRoot: true, user, group: user },
      podMetadata: {
        labels: { ...recommendedLabels(component), ...own },
        // A changed configuration must restart the pod.
        annotations: { 'checksum/config': createHash('sha256').update(config).digest('hex') },
      },
      containers: [stateContainer(environment, { configFile: CONFIG_FILE, volume, shard })],
    });
    deployment.select(LabelSelector.of({ labels: { ...selectorLabels(component), ...own } }));
    writeOutDeployment(deployment, settings);
  }
}

/** The shards that there are, or one that is none. */
function shardsOf({ surfaces }: Pick<Environment, 'surfaces'>): readonly (number | undefined)[] {
  const { shards } = surfaces.customResources;
  return shards === 1 ? [undefined] : Array.from({ length: shards }, (_, shard) => shard);
}
