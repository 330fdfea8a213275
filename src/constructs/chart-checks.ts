import type { Construct } from 'constructs';
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
import { type FromFile, longestSetting, placeOf } from '../files/written.js';
import type { Problem } from '../lib/problem.js';
import type { Plan } from '../plan/plan.js';
import { thresholdProblems } from '../rules/objectives/grid-check.js';
import { unmeasuredObjectives } from '../rules/objectives/measured.js';
import { arksInstall, type Places, type PodShape, type ServiceShape } from '../scraping/arks-install.js';
import { overBudget } from '../scraping/forecast.js';
import { standsBesideTargets } from '../scraping/home.js';
import { wrongLabels } from '../scraping/label-checks.js';
import { wronglyPassed } from '../scraping/passed-checks.js';
import { wronglyKept } from '../scraping/surface-metrics.js';
import { checkedBy } from './checked.js';
import { type Manifest, manifestsBelow, objectProblems, sizeProblems } from './object-checks.js';
import { ruleFileProblems } from './rule-file-checks.js';
import { podsSelectedBy, selectedPods, selectedServices } from './selection.js';

/** What makes objects of rules and monitors large; dashboards are told with their files. */
const WHAT_IS_LONG = 'shorten what is long in it';

/** Makes synth refuse what can only be known of all objects together: schemas, names, sizes, selections, labels and budgets. */
export function checkObjects(scope: Construct, { environment, scraped, promised }: Plan): void {
  checkedBy(scope, () => {
    const manifests = manifestsBelow(scope);
    const objectives = promised.map(({ objective }) => objective);
    return [
      ...objectProblems(scope, environment),
      ...[...emptySelections(manifests, environment), ...ruleFileProblems(manifests, environment)].map((message) => ({
        ...placeOf(environment),
        message,
      })),
      ...tooLong(scope, environment),
      ...overBudget(
        environment,
        scraped.flatMap(({ forecasts }) => forecasts),
      ),
      ...thresholdProblems(environment, objectives),
      ...unmeasuredObjectives(environment, objectives),
      ...wrongLabels(environment, scraped),
      ...wronglyPassed(environment),
      ...wronglyKept(environment, scraped),
    ];
  });
}

/** Makes synth refuse an Application that its schema, or another of the same name, forbids. */
export function checkApplication(scope: Construct, environment: FromFile): void {
  checkedBy(scope, () => [
    ...objectProblems(scope, environment),
    ...sizeProblems(scope).map((message) => ({ ...placeOf(environment, ['argocd']), message })),
  ]);
}

/** The longest setting need not be the one that is too long; it is where most can be gained. */
function tooLong(scope: Construct, environment: FromFile): readonly Problem[] {
  const longest = longestSetting(environment);
  const such = longest.length === 0 ? '' : `, such as ${longest.join('.')}`;
  return sizeProblems(scope).map((problem) => ({
    ...placeOf(environment, longest),
    message: `${problem}; ${WHAT_IS_LONG}${such}`,
  }));
}

/** The settings that say where an install is, and whose monitors look for it. */
type Installed = Pick<Environment, 'arks' | 'gateway' | 'scrape' | 'surfaces' | 'tenants'>;

function emptySelections(manifests: readonly Manifest[], environment: Installed): readonly string[] {
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
