import {
  azurePodMonitorSpec,
  azureServiceMonitorSpec,
  googlePodMonitoringSpec,
  isPodMonitor,
  isService,
  isServiceMonitor,
  vmPodScrapeSpec,
  vmServiceScrapeSpec,
} from '../../imports/schemas.js';
import type { Environment } from '../config/environment.js';
import { arksInstall, type Places, type PodShape, type ServiceShape } from '../scraping/arks-install.js';
import { standsBesideTargets } from '../scraping/home.js';
import type { Manifest } from './manifest.js';
import { podsSelectedBy, selectedPods, selectedServices } from './selection.js';

/** The settings that say where an install is, and whose monitors look for it. */
type Installed = Pick<Environment, 'arks' | 'gateway' | 'scrape' | 'surfaces' | 'tenants'>;

/** Which monitors would find nothing of an install of Arks, or of this one. */
export function emptySelections(manifests: readonly Manifest[], environment: Installed): readonly string[] {
  const installs = places(environment).map(arksInstall);
  const everyPod = [...installs.flatMap(({ pods }) => pods), ...unmanagedPods(environment)];
  const everyService = [...installs.flatMap(({ services }) => services), ...manifests.flatMap(ownService)];
  return manifests
    .filter(({ object }) => {
      const own = namespaceOf(object);
      const ofServices = isServiceMonitor(object)
        ? object.spec
        : (azureServiceMonitorSpec(object) ?? vmServiceScrapeSpec(object));
      if (ofServices !== undefined) return selectedServices(ofServices, own, everyService).length === 0;
      const asPods = googlePodMonitoringSpec(object);
      if (asPods !== undefined) return podsSelectedBy(asPods.selector, own, everyPod).length === 0;
      const ofPods = isPodMonitor(object) ? object.spec : (azurePodMonitorSpec(object) ?? vmPodScrapeSpec(object));
      return ofPods !== undefined && selectedPods(ofPods, own, everyPod).length === 0;
    })
    .map(({ title }) => `${title}: selects nothing that Arks creates`);
}

/** Pods that Arks does not start are what the environment says they are. */
function unmanagedPods(environment: Installed): readonly PodShape[] {
  const { enabled, selector = {}, applicationLabel, port } = environment.surfaces.unmanagedRuntime;
  if (!enabled) return [];
  return places(environment).map(({ tenantNamespace: namespace }) => ({
    name: 'unmanaged',
    namespace,
    labels: { [applicationLabel]: 'unmanaged', ...selector },
    ports: [{ number: port }],
  }));
}

/** Where the parts of an install are, for each tenant that has a monitor of his own; else for one of them. */
function places({ arks, gateway, scrape, tenants }: Installed): readonly Places[] {
  const named = tenants.namespaces === 'all' ? ['tenant'] : tenants.namespaces;
  const looked = standsBesideTargets({ scrape }) ? named : named.slice(0, 1);
  return looked.map((tenantNamespace) => ({
    tenantNamespace,
    arksNamespace: arks.namespace,
    gatewayName: gateway.name,
    gatewayNamespace: gateway.namespace,
    envoyNamespace: gateway.envoyNamespace,
  }));
}

function namespaceOf(object: unknown): string {
  return String(Reflect.get(Object(Reflect.get(Object(object), 'metadata')), 'namespace') ?? '');
}

function ownService({ object }: Manifest): readonly ServiceShape[] {
  if (!isService(object)) return [];
  const { name = '', namespace = '', labels = {} } = object.metadata ?? {};
  const { selector = {}, ports = [] } = object.spec ?? {};
  return [{ name, namespace, labels, selector, ports: ports.flatMap((port) => port.name ?? []) }];
}
