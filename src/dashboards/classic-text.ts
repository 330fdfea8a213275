import { escapedJson } from '../config/yaml-text.js';

/** What the SDK adds unasked as the place of links and annotations: it would hide them in a menu. */
const IN_MENU = 'inControlsMenu';

/**
 * A dashboard as the text that is delivered: its keys in order, so that a change of the SDK or an export from another
 * Grafana moves nothing, and without the number that one Grafana gave it.
 */
export function classicText(dashboard: object): string {
  return `${escapedJson(JSON.stringify(sorted({ ...dashboard, id: null }), null, 1))}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined && entry !== IN_MENU);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, entry]) => [key, sorted(entry)]));
}
