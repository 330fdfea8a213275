import type { PageData, PageSet } from '../model/page-data.js';
import type { Selection } from '../model/variables.js';

/** What is shown; it stands in the address, so that a link can say it. */
export interface State {
  readonly set: PageSet;
  readonly theme: 'dark' | 'light';
  readonly selection: Selection;
  /** What was asked for and is not in the data of the page. */
  readonly left: Selection;
  readonly allRows: boolean;
  /** The panel that a link is about, by its id. */
  readonly opened?: number;
}

const VARIABLE = /^var-(.+)$/;
/** How links name a panel: Grafana 10 by its number alone, newer ones in either way. */
const PANEL = /^(?:panel-)?(\d+)$/;

/** What an address says of a page: behind its hash, or in its query where a server made it. */
export function addressed(
  { hash, search }: Pick<Location, 'hash' | 'search'>,
  { served }: Pick<PageData, 'served'>,
): string {
  return served === true ? search : hash;
}

/** What was asked for in such a text, by the name of the variable; nothing for All. */
export function askedOf(text: string): Selection {
  const params = new URLSearchParams(text.replace(/^[#?]/, ''));
  const asked: Record<string, readonly string[]> = {};
  for (const key of new Set(params.keys())) {
    const name = VARIABLE.exec(key)?.[1];
    const values = params.getAll(key).filter((value) => value !== '' && value !== '$__all');
    if (name !== undefined && name !== 'datasource' && values.length > 0) asked[name] = values;
  }
  return asked;
}

/** The state of an address. Where a choice has no answers, the narrowest variable of it that has some is kept. */
export function stateOf(text: string, { sets, dashboard }: Pick<PageData, 'sets' | 'dashboard'>): State {
  const params = new URLSearchParams(text.replace(/^[#?]/, ''));
  const set = sets.find(({ name }) => name === params.get('set')) ?? sets[0];
  if (set === undefined) throw new Error('a page must have a data set, got none');
  const asked = askedOf(text);
  const order = dashboard.templating.list.map(({ name }) => name).reverse();
  const candidates: readonly Selection[] = [
    asked,
    ...order.flatMap((name) => (asked[name] === undefined ? [] : [{ [name]: asked[name] }])),
  ];
  const selection = candidates.find((candidate) => set.selections.some((one) => same(one, candidate))) ?? {};
  const left = Object.fromEntries(
    Object.entries(asked).filter(([name]) => selection[name] === undefined && order.includes(name)),
  );
  return {
    set,
    theme: params.get('theme') === 'light' ? 'light' : 'dark',
    selection,
    left,
    allRows: params.get('rows') === 'all',
    ...openedOf(params),
  };
}

function openedOf(params: URLSearchParams): Pick<State, 'opened'> {
  const id = PANEL.exec(params.get('viewPanel') ?? '')?.[1];
  return id === undefined ? {} : { opened: Number(id) };
}

/** What an address says of a state. */
export function addressOf(
  { set, theme, selection, allRows, opened }: Pick<State, 'set' | 'theme' | 'selection' | 'allRows' | 'opened'>,
  { served }: Pick<PageData, 'served'>,
): string {
  const params = new URLSearchParams({ set: set.name, theme, ...(allRows ? { rows: 'all' } : {}) });
  for (const [name, values] of Object.entries(selection))
    for (const value of values) params.append(`var-${name}`, value);
  if (opened !== undefined) params.set('viewPanel', String(opened));
  return `${served === true ? '?' : '#'}${params}`;
}

/** Where a link of a dashboard leads among these pages: itself unless it names one of them. */
export function linked(
  url: string,
  { pages, served }: Pick<PageData, 'pages' | 'served'>,
  state: State,
  includeVariables: boolean,
): string | undefined {
  const { uid = '', query = '' } = /^\/d\/(?<uid>[\w-]+)[^?]*(?:\?(?<query>.*))?$/.exec(url)?.groups ?? {};
  const page = pages[uid];
  if (page === undefined) return undefined;
  const params = new URLSearchParams(query);
  const selection: Record<string, readonly string[]> = includeVariables ? { ...state.selection } : {};
  for (const key of new Set(params.keys())) {
    const name = VARIABLE.exec(key)?.[1];
    if (name !== undefined) selection[name] = params.getAll(key);
  }
  const { opened: _, ...others } = state;
  return `${page}${addressOf({ ...others, selection, allRows: false, ...openedOf(params) }, { served })}`;
}

function same(a: Selection, b: Selection): boolean {
  const text = (selection: Selection) =>
    JSON.stringify(Object.entries(selection).sort(([one], [other]) => (one < other ? -1 : 1)));
  return text(a) === text(b);
}
