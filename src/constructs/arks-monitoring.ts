import { Construct } from 'constructs';
import type { Environment } from '../config/environment.js';
import { environmentGiven, type GivenEnvironment } from '../files/settings.js';
import { knownNames } from '../rules/known-names.js';
import { ArksAlertmanager } from './alertmanager.js';
import { checkObjects } from './chart-checks.js';
import { ArksDashboards } from './dashboards.js';
import { PrometheusAccess } from './prometheus-access.js';
import { ArksAlerts, ArksObjectives, ArksRecordingRules } from './rules.js';
import { ArksCustomResources } from './surfaces/custom-resources.js';
import { ArksDisaggregated } from './surfaces/disaggregated.js';
import { ArksEnvoy } from './surfaces/envoy.js';
import { ArksGateway } from './surfaces/gateway.js';
import { ArksOperator } from './surfaces/operator.js';
import { ArksRouter } from './surfaces/router.js';
import { ArksRuntime } from './surfaces/runtime.js';
import { ArksUnmanagedRuntime } from './surfaces/unmanaged-runtime.js';
import { writeSyncAnnotations } from './sync.js';

/** Settings as an environment file has them, or an environment that was read from one. */
export type ArksMonitoringProps = GivenEnvironment;

/**
 * Everything that an environment asks for: monitors of its surfaces, rules, alerts, objectives and dashboards.
 * Throws InvalidEnvironments where settings are wrong; synth refuses what can only be known of all objects together.
 */
export class ArksMonitoring extends Construct {
  readonly environment: Environment;

  constructor(scope: Construct, id: string, props: ArksMonitoringProps = {}) {
    super(scope, id);
    const environment = environmentGiven(props, knownNames);
    this.environment = environment;
    const { surfaces } = environment;
    if (surfaces.runtime.enabled) new ArksRuntime(this, 'runtime', { environment });
    if (surfaces.unmanagedRuntime.enabled) new ArksUnmanagedRuntime(this, 'unmanaged-runtime', { environment });
    if (surfaces.disaggregated.enabled) new ArksDisaggregated(this, 'disaggregated', { environment });
    if (surfaces.router.enabled) new ArksRouter(this, 'router', { environment });
    if (surfaces.gateway.enabled) new ArksGateway(this, 'gateway', { environment });
    if (surfaces.envoy.enabled) new ArksEnvoy(this, 'envoy', { environment });
    if (surfaces.operator.enabled) new ArksOperator(this, 'operator', { environment });
    if (surfaces.customResources.enabled) new ArksCustomResources(this, 'custom-resources', { environment });
    new PrometheusAccess(this, 'prometheus-access', { environment });
    new ArksRecordingRules(this, 'recording-rules', { environment });
    new ArksAlerts(this, 'alerts', { environment });
    new ArksObjectives(this, 'objectives', { environment });
    new ArksAlertmanager(this, 'alertmanager', { environment });
    new ArksDashboards(this, 'dashboards', { environment });
    writeSyncAnnotations(this);
    checkObjects(this, environment);
  }
}
