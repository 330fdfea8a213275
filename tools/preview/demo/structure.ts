import { createHash } from 'node:crypto';
import { controlPage } from './control-page.js';

const DIGITS = 16;

/** What a picture of the first page of the demo shows whatever happens, as a hash: its headings, its tables and its style. */
export function controlStructure(): string {
  const labels = { alertname: 'ArksRuntimeStalled', severity: 'critical' };
  const annotations = { summary: 'a summary' };
  const page = controlPage({
    address: 'http://127.0.0.1:1',
    dashboards: new Map([['arks-overview', 'Overview']]),
    faults: [],
    alerts: [{ state: 'firing', activeAt: '2026-03-01T12:00:00Z', labels, annotations }],
    told: [{ at: 0, receiver: 'pager', status: 'firing', labels, annotations }],
    programs: {},
  });
  return createHash('sha256').update(page).digest('hex').slice(0, DIGITS);
}
