import { createHash } from 'node:crypto';
import {
  ConfigMap,
  Deployment,
  DeploymentStrategy,
  LabelSelector,
  Protocol,
  Service,
  ServiceAccount,
  Volume,
} from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { Environment } from '../../config/environment.js';
import { namespacedMetadata, recommendedLabels, selectorLabels } from '../../objects/metadata.js';
import { METRICS_PORT } from '../../scraping/surfaces/custom-resources.js';
import { stateContainer, userOf, VOLUME } from './container.js';
import { addNetworkPolicy } from './network-policy.js';
import { writeOutConfigMap, writeOutDeployment, writeOutService } from './written-out.js';

const component = 'custom-resources';
const CONFIG_FILE = 'config.yaml';

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
    const { environment, name, config } = props;
    const metadata = namespacedMetadata({ environment, component, name });
    writeOutConfigMap(
      new ConfigMap(new Construct(this, 'config'), name, { metadata, data: { [CONFIG_FILE]: config } }),
    );
    this.addDeployment(props);
    const service = new Service(new Construct(this, 'service'), name, {
      metadata,
      ports: [
        { name: METRICS_PORT.name, port: METRICS_PORT.number, targetPort: METRICS_PORT.number, protocol: Protocol.TCP },
      ],
    });
    for (const [key, value] of Object.entries(selectorLabels(component))) service.selectLabel(key, value);
    writeOutService(service);
    if (environment.surfaces.customResources.networkPolicy.enabled) {
      addNetworkPolicy(new Construct(this, 'network'), name, environment);
    }
  }

  private addDeployment({ environment, name, config }: ServerProps): void {
    const scope = new Construct(this, 'deployment');
    const settings = environment.surfaces.customResources;
    const user = userOf(settings);
    const volume = Volume.fromConfigMap(scope, 'volume', ConfigMap.fromConfigMapName(scope, 'config', name), {
      name: VOLUME,
    });
    const deployment = new Deployment(scope, name, {
      metadata: namespacedMetadata({ environment, component, name }),
      replicas: 1,
      // Two at once would publish every series twice.
      strategy: DeploymentStrategy.recreate(),
      select: false,
      serviceAccount: ServiceAccount.fromServiceAccountName(scope, 'account', name),
      automountServiceAccountToken: true,
      securityContext: { ensureNonRoot: true, user, group: user },
      podMetadata: {
        labels: recommendedLabels(component),
        // A changed configuration must restart the pod.
        annotations: { 'checksum/config': createHash('sha256').update(config).digest('hex') },
      },
      containers: [stateContainer(environment, { configFile: CONFIG_FILE, volume })],
    });
    deployment.select(LabelSelector.of({ labels: selectorLabels(component) }));
    writeOutDeployment(deployment, settings);
  }
}
