import type { Check } from '../../check.js';
import { inhibitions } from './inhibitions.js';
import { untold } from './routes.js';
import { lost, sent } from './sent.js';

/** Every check of an Alertmanager. */
export const alertmanagerChecks: readonly Check[] = [sent, untold, lost, inhibitions];
