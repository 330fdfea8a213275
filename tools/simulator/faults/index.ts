import { controlPlaneFaults } from './control-plane.js';
import { disaggregatedFaults } from './disaggregated.js';
import { dynamoFaults, dynamoQuietDays } from './dynamo.js';
import { engineFaults } from './engines.js';
import type { Fault } from './fault.js';
import { gatewayFaults } from './gateway.js';
import { quietDays } from './quiet.js';
import { scrapeFaults } from './scraping.js';
import { slowEngineFaults } from './slow-engines.js';
import { tenantFaults } from './tenants.js';
import { unmanagedFaults } from './unmanaged.js';

/** Everything that is played against the alerts, by subject. */
export const faults: Readonly<Record<string, readonly Fault[]>> = {
  Engines: [...engineFaults, ...slowEngineFaults],
  Dynamo: dynamoFaults,
  'Engines that Arks does not start': unmanagedFaults,
  'What Prometheus sees': scrapeFaults,
  'Disaggregated serving': disaggregatedFaults,
  Gateway: gatewayFaults,
  Tenants: tenantFaults,
  'Control plane': controlPlaneFaults,
  'Quiet days': [...quietDays, ...dynamoQuietDays],
};
