import { valuesOf } from '../vocabulary/raw.js';
import type { Signal } from '../vocabulary/signal.js';

const OBJECT = ['namespace', 'application', 'role'] as const;

/** The state of custom resources, as the operator reports it. */
export const resourceSignals: readonly Signal[] = [
  valuesOf('arks_application_info', 'count', 'Application', OBJECT, 'Model and runtime of an application.'),
  valuesOf(
    'arks_application_status_replicas',
    'count',
    'Replicas reported',
    OBJECT,
    'Never above 1 on the RBG backend.',
  ),
  valuesOf(
    'arks_application_status_replicas_ready',
    'count',
    'Replicas ready',
    OBJECT,
    'Never above 1 on the RBG backend.',
  ),
  valuesOf('arks_application_status_replicas_updated', 'count', 'Replicas updated', OBJECT, 'Of the newest template.'),
  valuesOf('arks_application_status_condition', 'count', 'Conditions', OBJECT, 'Precheck, Loaded, Ready.'),
  valuesOf('arks_disaggregated_application_info', 'count', 'PD application', OBJECT, 'Model and runtime.'),
  valuesOf('arks_disaggregated_application_status_replicas', 'count', 'PD replicas reported', OBJECT, 'By role.'),
  valuesOf('arks_disaggregated_application_status_replicas_ready', 'count', 'PD replicas ready', OBJECT, 'By role.'),
  valuesOf(
    'arks_disaggregated_application_status_replicas_updated',
    'count',
    'PD replicas updated',
    OBJECT,
    'By role.',
  ),
  valuesOf(
    'arks_disaggregated_application_status_condition',
    'count',
    'PD conditions',
    OBJECT,
    'Precheck, Loaded, Ready.',
  ),
  valuesOf(
    'arks_model_status_condition',
    'count',
    'Model conditions',
    ['namespace', 'arks_model'],
    'StorageCreated and on.',
  ),
  valuesOf(
    'arks_model_created_timestamp_seconds',
    'seconds',
    'Model created',
    ['namespace', 'arks_model'],
    'Unix seconds.',
  ),
];
