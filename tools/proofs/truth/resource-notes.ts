import type { Fleet } from '@arks-monitoring/simulator/fleet/fleet.js';
import type { FleetSpec } from '@arks-monitoring/simulator/fleet/spec.js';
import type { Replica } from '@arks-monitoring/simulator/model/application/replica.js';
import { APPLICATION_CONDITIONS, MODEL_CONDITIONS } from '@arks-monitoring/simulator/model/custom-resources.js';
import type { Labels } from '@arks-monitoring/simulator/operator/relabel.js';
import { placeOf } from '@arks-monitoring/simulator/scrape/places.js';
import type { Notes } from './notes.js';

type Note = (what: string, labels: Labels, value: number) => void;

/** Notes the custom resources as the operator left them, and the workers as their routers hold them. */
export function noteResources(notes: Notes, step: number, fleet: Fleet, spec: FleetSpec): void {
  const note: Note = (what, labels, value) => notes.note(what, step, labels, value);
  const { applications, models, endpoints, status, routes } = fleet.controlPlane;
  for (const application of applications) {
    const { kind, namespace, name, phase } = application;
    const labels = { namespace, application: name };
    note(`${kind} info`, labels, 1);
    note('application', labels, 1);
    note('phase', { ...labels, phase }, 1);
    for (const { type, met } of APPLICATION_CONDITIONS[phase])
      note(`${kind} condition`, { ...labels, condition: type }, met ? 1 : 0);
    const found = status(application);
    for (const { role } of application.roles) {
      const of = found.find((one) => one.role === role);
      note(`${kind} replicas`, { ...labels, role }, of?.replicas ?? 0);
      note(`${kind} ready`, { ...labels, role }, of?.ready ?? 0);
      note(`${kind} updated`, { ...labels, role }, of?.updated ?? 0);
    }
  }
  for (const { namespace, name, phase, createdAtSeconds } of models) {
    const labels = { namespace, arks_model: name };
    note('model phase', { ...labels, phase }, 1);
    note('model created', labels, createdAtSeconds);
    for (const { type, met } of MODEL_CONDITIONS[phase])
      note('model condition', { ...labels, condition: type }, met ? 1 : 0);
  }
  for (const { namespace, name } of endpoints) {
    note('endpoint', { namespace, model: name }, 1);
    for (const { application, weight } of routes(namespace, name)) {
      note('route', { namespace, model: name, backend: `arks-application-${application}` }, weight);
    }
  }
  for (const { namespace, name } of spec.disaggregated) noteWorkers(note, namespace, fleet.disaggregated(name));
}

function noteWorkers(note: Note, namespace: string, application: ReturnType<Fleet['disaggregated']>): void {
  const labels = { namespace, application: application.name };
  for (const [kind, replicas] of Object.entries({ prefill: application.prefill, decode: application.decode })) {
    note('worker pool', { ...labels, worker_type: kind }, replicas.length);
    for (const replica of replicas) note('circuit', { ...labels, worker: workerOf(replica) }, 0);
  }
}

/** A worker as its router names it. */
export function workerOf(replica: Pick<Replica, 'pod'>): string {
  return `http://${placeOf(replica.pod()).ip}:8080`;
}
