import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  isPodMonitor,
  isService,
  isServiceMonitor,
  schemaErrors,
  vmPodScrapeSpec,
  vmServiceScrapeSpec,
} from '../../imports/schemas.js';
import type { Environment } from '../config/environment.js';
import { arksInstall, type Places, type ServiceShape } from '../metrics/arks-install.js';
import { thresholdProblems } from '../rules/objectives/grid-check.js';
import { unmeasuredObjectives } from '../rules/objectives/measured.js';
import { overBudget } from './forecast.js';
import { wrongLabels } from './label-checks.js';
import { selectedPods, selectedServices } from './selection.js';
import { keptNowhere } from './surface.js';

/** An object as it will be written. */
interface Manifest {
  readonly title: string;
  readonly object: unknown;
}

/** Makes synth refuse what can only be known of all objects together: schemas, names, selections, labels and budgets. */
export function checkObjects(scope: Construct, environment: Environment): void {
  scope.node.addValidation({
    validate: () => {
      const own = objectsIn(scope);
      const manifests = own.map((object): Manifest => ({ title: titleOf(object), object: object.toJson() }));
      return [
        ...manifests.flatMap(({ title, object }) => schemaErrors(object).map((error) => `${title}: ${error}`)),
        ...duplicates(own, objectsIn(Chart.of(scope))),
        ...emptySelections(manifests, environment),
        ...overBudget(environment),
        ...thresholdProblems(environment),
        ...unmeasuredObjectives(environment),
        ...wrongLabels(environment),
        ...keptNowhere(environment).map(
          (name) =>
            `scrape.keep must name metrics of an enabled surface and runtime, got "${name}" (${environment.file})`,
        ),
      ];
    },
  });
}

/** Two objects of one kind and name would be one file of the chart, whatever their namespaces and whoever else has made them. */
function duplicates(own: readonly ApiObject[], all: readonly ApiObject[]): readonly string[] {
  const titles = all.map(titleOf);
  return [...new Set(own.map(titleOf))]
    .filter((title) => titles.indexOf(title) !== titles.lastIndexOf(title))
    .map((title) => `${title}: there is another object of that kind and name`);
}

function objectsIn(scope: Construct): readonly ApiObject[] {
  return scope.node.findAll().filter((child) => child instanceof ApiObject);
}

function titleOf({ kind, name }: ApiObject): string {
  return `${kind} ${name}`;
}

function emptySelections(manifests: readonly Manifest[], environment: Environment): readonly string[] {
  const own = environment.monitoring.namespace;
  const { services, pods } = arksInstall(places(environment));
  const everyService = [...services, ...manifests.flatMap(ownService)];
  return manifests
    .filter(({ object }) => {
      const ofServices = isServiceMonitor(object) ? object.spec : vmServiceScrapeSpec(object);
      if (ofServices !== undefined) return selectedServices(ofServices, own, everyService).length === 0;
      const ofPods = isPodMonitor(object) ? object.spec : vmPodScrapeSpec(object);
      return ofPods !== undefined && selectedPods(ofPods, own, pods).length === 0;
    })
    .map(({ title }) => `${title}: selects nothing that Arks creates`);
}

function places({ arks, gateway, tenants }: Environment): Places {
  const [firstTenant = 'tenant'] = tenants.namespaces === 'all' ? [] : tenants.namespaces;
  return {
    tenantNamespace: firstTenant,
    arksNamespace: arks.namespace,
    gatewayName: gateway.name,
    gatewayNamespace: gateway.namespace,
    envoyNamespace: gateway.envoyNamespace,
  };
}

function ownService({ object }: Manifest): readonly ServiceShape[] {
  if (!isService(object)) return [];
  const { name = '', namespace = '', labels = {} } = object.metadata ?? {};
  const { selector = {}, ports = [] } = object.spec ?? {};
  return [{ name, namespace, labels, selector, ports: ports.flatMap((port) => port.name ?? []) }];
}
