import type { Dashboard } from './dashboard.js';
import { hardware } from './hardware.js';
import { engineRows } from './runtime-engines.js';
import { lengthRows, requestRows } from './runtime-requests.js';

export const runtime: Dashboard = {
  uid: 'arks-runtime',
  title: 'Arks / Runtime',
  description:
    'The engines: what they finish, how long it takes, and which resource is full. Percentiles are per runtime and never mixed.',
  variables: ['cluster', 'namespace', 'application', 'model', 'runtime', 'role', 'pod'],
  rows: (environment) => [...requestRows, ...engineRows, ...lengthRows, ...hardware(environment)],
};
