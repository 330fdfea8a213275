import { deliversRunbooks } from '../../config/delivered.js';
import type { AlertRule } from '../../rules/rule-group.js';
import { drawnJson } from '../build.js';
import type { Drawing } from '../drawing.js';
import { headOf } from './heads.js';
import { objectNameOf, uidOf } from './names.js';
import { runbookRows } from './page-rows.js';
import { runbookPages } from './pages.js';

/** A page as Grafana loads it. */
export interface BuiltRunbook {
  readonly uid: string;
  /** Of the object that delivers it. */
  readonly name: string;
  /** Classic JSON. */
  readonly json: string;
}

/**
 * The pages of docs/runbooks as dashboards: of every alert that somebody is told of by these rules, which `evaluated` has as the ruler gets
 * them, and those that no alert has. None
 * where they are published elsewhere, or off.
 */
export function runbooksOf(
  drawing: Drawing,
  rules: readonly AlertRule[],
  evaluated: () => readonly AlertRule[],
): readonly BuiltRunbook[] {
  if (!deliversRunbooks(drawing)) return [];
  const read = evaluated();
  const told = new Set(rules.map(({ alert }) => alert));
  const pages = [...runbookPages().values()].filter(({ name }) => told.has(name) || !name.startsWith('Arks'));
  const uids = new Map(pages.map(({ name }) => [name, uidOf(name)]));
  return pages.map((page) => {
    const head = headOf(page, drawing);
    const rows = runbookRows(page, { head, rules, evaluated: read, pages: uids, drawing });
    return { uid: head.uid, name: objectNameOf(page.name), json: drawnJson(head, rows, drawing) };
  });
}
