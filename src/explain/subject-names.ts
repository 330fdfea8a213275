import { dashboards } from '../dashboards/index.js';
import { EVERYTHING_DRAWN } from '../documented/everything.js';
import { planned } from '../documented/planned.js';
import { settings } from '../documented/settings.js';
import { metricNames } from '../metrics/catalogue.js';
import { knownNames } from '../rules/known-names.js';
import { KINDS, type Kind } from './explanation.js';
import { namedPanels } from './panels.js';

/** What is called what, without what is to be said of it: the latter takes seconds, and a shell waits for these. */
const NAMES: Readonly<Record<Kind, (start: string) => Iterable<string>>> = {
  alert: () => knownNames.alerts,
  record: () => planned(EVERYTHING_DRAWN).recordedNames,
  panel: panelsFrom,
  metric: () => metricNames,
  setting: () => settings().map(({ path }) => path),
};

/** The names that begin like this of all that can be explained, or of what there is of one kind; each once, sorted. */
export function subjectNames(start: string, kind?: Kind): readonly string[] {
  const kinds = kind === undefined ? KINDS : [kind];
  const names = kinds.flatMap((one) => [...NAMES[one](start)]);
  return [...new Set(names.filter((name) => name.startsWith(start)))].sort();
}

/** Only dashboards that may be meant are drawn. */
function panelsFrom(start: string): readonly string[] {
  const meant = dashboards.filter(({ uid }) => `${uid}/`.startsWith(start) || start.startsWith(`${uid}/`));
  return meant.length === 0 ? [] : namedPanels(planned(EVERYTHING_DRAWN), meant).map(({ name }) => name);
}

/** All of them as text: a line each, the kind before the name. */
export function writtenSubjectNames(): string {
  return KINDS.flatMap((kind) => subjectNames('', kind).map((name) => `${kind} ${name}\n`)).join('');
}
