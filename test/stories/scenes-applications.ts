import { APPLICATION_PHASES, type DISAGGREGATED_ROLES } from '../../src/metrics/custom-resources/metrics.js';
import { gauge, replica } from './scenes.js';
import type { Labels, Scene } from './timeline.js';

const EXPORTER = { job: 'arks-custom-resources', instance: '10.42.0.5:8080' };

/** The ArksApplication tenant-a/chat as its custom resource has it. */
export function application(replicas: number, phase = 'Running'): Scene {
  const object = { ...EXPORTER, namespace: 'tenant-a', application: 'chat' };
  return [
    gauge('arks_application_info', { ...object, arks_model: 'qwen-7b', runtime: 'vllm' }, 1),
    gauge('arks_application_spec_replicas', { ...object, role: 'unified' }, replicas),
    ...APPLICATION_PHASES.map((one) =>
      gauge('arks_application_status_phase', { ...object, phase: one }, one === phase ? 1 : 0),
    ),
  ];
}

/** The ArksDisaggregatedApplication tenant-a/reason, replicas by role as far as its spec says them. */
export function disaggregatedApplication(
  replicas: Readonly<Partial<Record<(typeof DISAGGREGATED_ROLES)[number], number>>>,
  phase = 'Running',
): Scene {
  const object = { ...EXPORTER, namespace: 'tenant-a', application: 'reason' };
  return [
    gauge('arks_disaggregated_application_info', { ...object, arks_model: 'r1', runtime: 'sglang' }, 1),
    ...Object.entries(replicas).map(([role, wanted]) =>
      gauge('arks_disaggregated_application_spec_replicas', { ...object, role }, wanted),
    ),
    ...APPLICATION_PHASES.map((one) =>
      gauge('arks_disaggregated_application_status_phase', { ...object, phase: one }, one === phase ? 1 : 0),
    ),
  ];
}

/** A replica of tenant-a/chat that Prometheus finds and gets no answer from. */
export function silent(pod: string, own: Labels = {}): Scene {
  return [gauge('up', replica(pod, own), 0)];
}
