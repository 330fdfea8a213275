import type { Dashboard } from './dashboard.js';
import { hardware } from './hardware.js';
import { engineRows } from './runtime-engines.js';
import { lengthRows, requestRows } from './runtime-requests.js';
import { stateRows } from './runtime-state.js';

export const runtime: Dashboard = {
  uid: 'arks-runtime',
  title: 'Arks / Runtime',
  description:
    'The engines: whether they are there and get on, how long users wait, and which resource is full. Percentiles are per runtime and never mixed.',
  variables: ['cluster', 'namespace', 'application', 'model', 'runtime', 'role', 'pod'],
  rows: (environment) => [
    ...stateRows(environment),
    ...requestRows,
    ...engineRows,
    ...lengthRows,
    ...hardware(environment),
  ],
};
