import { deliversRunbooks } from '../../config/delivered.js';
import { rememberedByReads } from '../../lib/by-reads.js';
import type { AlertRule } from '../../rules/rule-group.js';
import { drawnJson } from '../build.js';
import type { Drawing } from '../drawing.js';
import { headOf } from './heads.js';
import { objectNameOf, uidOf } from './names.js';
import { type PageSettings, runbookRows } from './page-rows.js';
import { type RunbookPage, runbookPages } from './pages.js';

/** A page as Grafana loads it. */
export interface BuiltRunbook {
  readonly uid: string;
  /** Of the object that delivers it. */
  readonly name: string;
  /** Classic JSON. */
  readonly json: string;
}

/** Those of 50 environments that share none. */
const MOST_REMEMBERED = 2_500;
const drawn = rememberedByReads<Omit<PageSettings, 'head' | 'pages'>, string>(MOST_REMEMBERED);

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
  const read = byAlert(evaluated());
  const told = byAlert(rules);
  const pages = [...runbookPages().values()].filter(({ name }) => told.has(name) || !name.startsWith('Arks'));
  const uids = new Map(pages.map(({ name }) => [name, uidOf(name)]));
  const names = [...uids.keys()].join(' ');
  return pages.map((page) => {
    const { name } = page;
    const settings = { drawing, rules: told.get(name) ?? [], evaluated: read.get(name) ?? [], told: rules };
    const json = drawn([page, names], settings, (view) => pageJson(page, view, uids));
    return { uid: uidOf(name), name: objectNameOf(name), json };
  });
}

function pageJson(
  page: RunbookPage,
  settings: Omit<PageSettings, 'head' | 'pages'>,
  pages: PageSettings['pages'],
): string {
  const { drawing } = settings;
  const head = headOf(page, drawing);
  return drawnJson(head, runbookRows(page, { ...settings, head, pages }), drawing);
}

function byAlert(rules: readonly AlertRule[]): ReadonlyMap<string, readonly AlertRule[]> {
  const all = new Map<string, AlertRule[]>();
  for (const rule of rules) all.set(rule.alert, [...(all.get(rule.alert) ?? []), rule]);
  return all;
}
