import { endpointNames } from '@arks-monitoring/simulator/fleet/backends.js';
import type { Fleet } from '@arks-monitoring/simulator/fleet/fleet.js';
import type { FleetSpec } from '@arks-monitoring/simulator/fleet/spec.js';
import type { Replica } from '@arks-monitoring/simulator/model/application/replica.js';
import { CONTROLLERS } from '@arks-monitoring/simulator/model/operator-state.js';
import type { Labels } from '@arks-monitoring/simulator/operator/relabel.js';
import type { Notes } from './notes.js';
import type { Watched } from './witness.js';

/** Notes what is there: replicas, hosts behind a model, workers behind a router, quotas, the operator. */
export function noteFleet(notes: Notes, step: number, { fleet, spec, watched }: Seen): void {
  const note = (what: string, labels: Labels, value: number) => notes.note(what, step, labels, value);
  for (const { replica, process } of watched) {
    note('up', process.identity, replica.pod().process?.answers() === true ? 1 : 0);
  }
  for (const { namespace, name, prefill, decode } of spec.disaggregated) {
    const application = fleet.disaggregated(name);
    const of = (role: string) => ({ namespace, application: name, role });
    const workers = [...application.prefill, ...application.decode].filter((replica) => !replica.gone());
    const healthy = workers.filter((replica) => replica.ready()).length;
    note('up', { ...of('router'), pod: application.router.pod().name }, 1);
    note('workers', of('router'), workers.length);
    note('healthy workers', of('router'), healthy);
    if (healthy < workers.length) note('unhealthy workers', of('router'), workers.length - healthy);
    note('wanted', of('router'), 1);
    note('wanted', of('prefill'), prefill);
    note('wanted', of('decode'), decode);
  }
  for (const { namespace, name, replicas, engine } of spec.unified) {
    // No custom resource asks for what Arks does not start.
    if (engine.runtime === 'tensorrt-llm') continue;
    note('wanted', { namespace, application: name, role: 'unified' }, replicas);
  }
  for (const { namespace, model } of endpointNames(spec)) {
    const serving = (one: { readonly namespace: string; readonly model: string }) =>
      one.namespace === namespace && one.model === model;
    const replicas = spec.unified.filter(serving).flatMap(({ name }) => fleet.unified(name).replicas());
    const hosts = replicas.filter(isReady).length + spec.disaggregated.filter(serving).length;
    if (hosts > 0) note('hosts', { namespace, model }, hosts);
  }
  for (const quota of spec.quotas ?? []) {
    const labels = { namespace: quota.namespace, quota_name: quota.name };
    for (const { type, value } of quota.limits) note('quota limit', { ...labels, quota_type: type }, value);
  }
  for (const controller of CONTROLLERS) {
    const { queueDepth, longestRunningSeconds } = fleet.controlPlane.operator.controllers[controller];
    note('operator queue', { controller }, queueDepth);
    note('longest reconcile', { name: controller }, longestRunningSeconds);
  }
  note('leaders', {}, fleet.controlPlane.operator.leads ? 1 : 0);
}

interface Seen {
  readonly fleet: Fleet;
  readonly spec: FleetSpec;
  readonly watched: readonly Watched[];
}

const isReady = (replica: Replica) => replica.ready();
