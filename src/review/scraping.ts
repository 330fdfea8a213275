import { type Change, say, sayList, type Words } from './change.js';
import { type Manifest, titleOf } from './manifests.js';
import { namespaceWords, withoutNamespaces } from './namespaces.js';
import { at, isRecord, labelWords, listAt, type PathChange, pathChanges, saidOfPath, shown, textAt } from './paths.js';
import { isPermission } from './permissions.js';

/** What a change of these fields means for whoever is scraped. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [/^spec\.(selector|namespaceSelector)\b/, 'selects other targets: '],
  [/^spec\.\w*[lL]imit\b/, 'limit: '],
  [/[rR]elabel(ings|Configs)\b/, 'labels of its series: '],
  [/arks\.ai\/predicted-series/, 'predicted series of a target: '],
];

/** What becomes of one monitor. */
export function monitorChanges(before: Manifest, after: Manifest): readonly Change[] {
  const [old, now] = [keptBy(before.object), keptBy(after.object)];
  const fresh = now.filter((metric) => !old.includes(metric));
  const gone = old.filter((metric) => !now.includes(metric));
  const says: readonly Words[] = [
    ...(fresh.length === 0 ? [] : [sayList('newly kept:', fresh)]),
    ...(gone.length === 0 ? [] : [sayList('kept no longer:', gone)]),
    ...namespaceWords(before.object, after.object),
    ...pathChanges(
      withoutKept(withoutNamespaces(before.object, after.object)),
      withoutKept(withoutNamespaces(after.object, before.object)),
    )
      .filter((change) => !isPermission(after, change))
      .map(withMeaning),
  ];
  const lost = targetLabels(before.object).filter((label) => !targetLabels(after.object).includes(label));
  const breaking: Words | undefined =
    gone.length > 0
      ? sayList('whoever reads it gets nothing:', gone)
      : lost.length > 0
        ? sayList('its series may lose labels, by which queries group or match:', lost)
        : undefined;
  const change = { section: 'scraping', action: 'changed', subject: titleOf(after), says } as const;
  return says.length === 0 ? [] : [breaking === undefined ? change : { ...change, breaking }];
}

/** What a new monitor does, or one that is gone did. */
export function monitorWords({ object }: Manifest): Words {
  const selector = at(object, 'spec', 'selector') ?? {};
  const labels = at(selector, 'matchLabels');
  const words = isRecord(labels) && Object.keys(Object(selector)).length === 1 ? labelWords(labels) : shown(selector);
  const names = listAt(object, 'spec', 'namespaceSelector', 'matchNames').map(String);
  const isAny = at(object, 'spec', 'namespaceSelector', 'any') === true;
  const where: Words =
    names.length > 0 ? sayList(' in', names) : [isAny ? ' in every namespace' : ' in its own namespace'];
  return ['targets ', { quoted: words }, ...where];
}

/** Whom a monitor that is gone leaves without series. */
export const UNSCRAPED = say`nothing of these targets is scraped by it any more`;

/** Labels that a monitor sets; those that begin with __ are gone before anything is stored. */
function targetLabels(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(targetLabels);
  if (!isRecord(value)) return [];
  const own = textAt(value, 'targetLabel') || textAt(value, 'target_label');
  const label = own === '' || own.startsWith('__') ? [] : [own];
  return [...new Set([...label, ...Object.values(value).flatMap(targetLabels)])].sort();
}

function withMeaning(change: PathChange): Words {
  const meaning = MEANINGS.find(([path]) => path.test(change.path))?.[1];
  return meaning === undefined ? saidOfPath(change) : [meaning, ...saidOfPath(change)];
}

/** Metrics that the monitor keeps, a name each; those of one family together, as `x(_bucket|_sum)`. */
function keptBy(object: unknown): readonly string[] {
  const endpoints = ['endpoints', 'podMetricsEndpoints'].flatMap((list) => listAt(object, 'spec', list));
  const rules = endpoints.flatMap((endpoint) =>
    ['metricRelabelings', 'metricRelabelConfigs'].flatMap((list) => listAt(endpoint, list)),
  );
  return [...new Set(rules.filter(isKeep).flatMap((rule) => alternatives(textAt(rule, 'regex'))))];
}

function isKeep(rule: unknown): boolean {
  const labels = [...listAt(rule, 'sourceLabels'), ...listAt(rule, 'source_labels')];
  return textAt(rule, 'action') === 'keep' && labels.length === 1 && labels[0] === '__name__';
}

/** The same object without the names that it keeps, which are told by themselves. */
function withoutKept(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutKept);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === 'regex' && isKeep(value) ? '' : withoutKept(inner)]),
  );
}

/** The alternatives of a regex outside of parentheses. */
function alternatives(regex: string): readonly string[] {
  let depth = 0;
  const found = [''];
  for (const character of regex) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === '|' && depth === 0) found.push('');
    else found[found.length - 1] += character;
  }
  return found;
}
