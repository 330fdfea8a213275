import type { Clock } from '../clock.js';
import { refuse } from '../model/application/refusal.js';
import type { Backend, Endpoint } from '../model/backend.js';
import type { ControlPlane } from '../model/control-plane.js';
import { randomStream } from '../random.js';
import type { Applications } from './applications.js';
import type { FleetSpec } from './spec.js';

/** An application as a route sees it. */
type Behind = Pick<Backend, 'submit' | 'hosts'>;

/** The ArksEndpoints of a fleet, one for each model that is served, with what the operator routes to them. */
export function endpointsOf(
  spec: FleetSpec,
  applications: Applications,
  controlPlane: ControlPlane,
  clock: Clock,
): readonly Endpoint[] {
  const behind = new Map<string, Behind>([
    ...[...applications.unified].map(([name, { submit, replicas }]): [string, Behind] => [
      name,
      {
        submit,
        // Envoy Gateway resolves a Service to its ready endpoints, so others are not among the hosts.
        hosts: () => {
          const ready = replicas().filter((replica) => replica.ready()).length;
          return { total: ready, healthy: ready };
        },
      },
    ]),
    // What the gateway reaches of a disaggregated application is its router.
    ...[...applications.disaggregated].map(([name, { submit }]): [string, Behind] => [
      name,
      { submit, hosts: () => ({ total: 1, healthy: 1 }) },
    ]),
  ]);
  return endpointNames(spec).map(({ namespace, model }) => {
    const random = randomStream(spec.seed, `${namespace}/${model}`);
    const routed = () =>
      controlPlane.routes(namespace, model).flatMap(({ application }) => behind.get(application) ?? []);
    return {
      namespace,
      model,
      backend: {
        submit: (request, done) => {
          const able = routed().filter((application) => application.hosts().healthy > 0);
          if (able.length === 0) refuse(clock, request, done);
          else random.pick(able).submit(request, done);
        },
        hosts: () =>
          routed()
            .map((application) => application.hosts())
            .reduce((sum, { total, healthy }) => ({ total: sum.total + total, healthy: sum.healthy + healthy }), {
              total: 0,
              healthy: 0,
            }),
      },
    };
  });
}

/** Each model of each namespace once. */
export function endpointNames({ unified, disaggregated }: FleetSpec) {
  const names = new Map([...unified, ...disaggregated].map((one) => [`${one.namespace}/${one.model}`, one]));
  return [...names.values()].map(({ namespace, model }) => ({ namespace, model }));
}
