import type { GaugeName } from '../../../src/metrics/catalogue.js';
import { APPLICATION_PHASES } from '../../../src/metrics/custom-resources/metrics.js';
import type { ControlPlane } from '../model/control-plane.js';
import { APPLICATION_CONDITIONS, type ApplicationResource } from '../model/custom-resources.js';
import { added, conditions, type Point, states } from './points.js';

const KINDS = { unified: 'ArksApplication', disaggregated: 'ArksDisaggregatedApplication' } as const;
const APPLICATION_NAMES = {
  unified: {
    info: 'arks_application_info',
    wanted: 'arks_application_spec_replicas',
    created: 'arks_application_status_replicas',
    ready: 'arks_application_status_replicas_ready',
    updated: 'arks_application_status_replicas_updated',
    phase: 'arks_application_status_phase',
    condition: 'arks_application_status_condition',
  },
  disaggregated: {
    info: 'arks_disaggregated_application_info',
    wanted: 'arks_disaggregated_application_spec_replicas',
    created: 'arks_disaggregated_application_status_replicas',
    ready: 'arks_disaggregated_application_status_replicas_ready',
    updated: 'arks_disaggregated_application_status_replicas_updated',
    phase: 'arks_disaggregated_application_status_phase',
    condition: 'arks_disaggregated_application_status_condition',
  },
} as const satisfies Readonly<Record<ApplicationResource['kind'], Readonly<Record<string, GaugeName>>>>;

/** Applications of both kinds, which have the same series under names of their own. */
export function applicationPoints({ applications, status }: ControlPlane): readonly Point[] {
  return applications.flatMap((application) => {
    const { kind, arksModel, servedModel, runtime, roles, phase } = application;
    const names = APPLICATION_NAMES[kind];
    const labels = added(KINDS[kind], { namespace: application.namespace, application: application.name });
    const found = status(application);
    return [
      [names.info, { ...labels, arks_model: arksModel, model_name: servedModel, runtime }, 1] as const,
      ...roles.map(({ role, wanted }): Point => [names.wanted, { ...labels, role }, wanted()]),
      ...roles.flatMap(({ role }): readonly Point[] => {
        const of = found.find((one) => one.role === role);
        // Of a status that is not there, roles of a disaggregated application show nothing, and the one of an application 0.
        if (of === undefined && kind === 'disaggregated') return [];
        return [
          [names.created, { ...labels, role }, of?.replicas ?? 0],
          [names.ready, { ...labels, role }, of?.ready ?? 0],
          [names.updated, { ...labels, role }, of?.updated ?? 0],
        ];
      }),
      ...states(names.phase, labels, APPLICATION_PHASES, phase),
      ...conditions(names.condition, labels, APPLICATION_CONDITIONS[phase]),
    ];
  });
}
