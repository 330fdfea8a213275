import { inOrder, jsonText } from './json-text.js';

/** What the SDK adds unasked as the place of links and annotations: it would hide them in a menu. */
const IN_MENU = 'inControlsMenu';

/**
 * A dashboard as the text that is delivered: its keys in order, so that a change of the SDK or an export from another
 * Grafana moves nothing, and without the number that one Grafana gave it.
 */
export function classicText(dashboard: object): string {
  return jsonText(inOrder({ ...dashboard, id: null }, IN_MENU));
}
