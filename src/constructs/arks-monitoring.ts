import { Construct } from 'constructs';
import type { Environment } from '../config/environment.js';
import type { GivenEnvironment } from '../files/given.js';
import { environmentGiven } from '../files/settings.js';
import { type Plan, planOf } from '../plan/plan.js';
import { knownNames } from '../rules/known-names.js';
import { ArksAlertmanager } from './alertmanager.js';
import { checkObjects } from './checks.js';
import { ArksDashboards } from './dashboards.js';
import { ArksNetworkPolicies } from './network-policies.js';
import { PrometheusAccess } from './prometheus-access.js';
import { ArksAlerts, ArksExtraRules, ArksObjectives, ArksRecordingRules } from './rules.js';
import { addSurface } from './surfaces/index.js';
import { writeSyncAnnotations } from './sync.js';

/** Settings as an environment file has them, or an environment that was read from one. */
export type ArksMonitoringProps = GivenEnvironment;

/**
 * Everything that an environment asks for: monitors of its surfaces, rules, alerts, objectives and dashboards.
 * Throws InvalidEnvironments where settings are wrong; synth refuses what can only be known of all objects together.
 */
export class ArksMonitoring extends Construct {
  readonly environment: Environment;
  /** What became of the environment, step by step; every object here was made of it. */
  readonly plan: Plan;

  constructor(scope: Construct, id: string, props: ArksMonitoringProps = {}) {
    super(scope, id);
    const environment = environmentGiven(props, knownNames);
    this.environment = environment;
    const plan = planOf(environment);
    const planned = { environment, plan };
    for (const { name } of plan.scraped) addSurface(this, name, planned);
    new PrometheusAccess(this, 'prometheus-access', { environment });
    new ArksNetworkPolicies(this, 'network-policies', { environment });
    new ArksRecordingRules(this, 'recording-rules', planned);
    new ArksObjectives(this, 'objectives', planned);
    new ArksAlerts(this, 'alerts', planned);
    new ArksExtraRules(this, 'extra-rules', planned);
    new ArksAlertmanager(this, 'alertmanager', planned);
    new ArksDashboards(this, 'dashboards', planned);
    writeSyncAnnotations(this);
    checkObjects(this, plan);
    this.plan = plan;
  }
}
