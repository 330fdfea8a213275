import type { Matcher } from '../../promql/build.js';
import type { ConfiguredRoute } from './configuration.js';

/** Labels of an alert, its name among them as `alertname`. */
export type AlertLabels = Readonly<Record<string, string>>;

/** The routes by which Alertmanager tells an alert, as it walks them: the first that matches, and those after one that goes on. */
export function routesOf(root: ConfiguredRoute, labels: AlertLabels): readonly ConfiguredRoute[] {
  if (!root.matchers.every((matcher) => fits(matcher, labels[matcher.label] ?? ''))) return [];
  const found: ConfiguredRoute[] = [];
  for (const below of root.routes) {
    const own = routesOf(below, labels);
    found.push(...own);
    if (own.length > 0 && !below.goesOn) break;
  }
  return found.length > 0 ? found : [root];
}

function fits({ operator, value }: Matcher, found: string): boolean {
  const isAlike = operator.endsWith('~') ? anchored(value).test(found) : found === value;
  return operator.startsWith('!') ? !isAlike : isAlike;
}

/** Matches nothing where JavaScript does not know the regex. */
function anchored(regex: string): RegExp {
  try {
    return new RegExp(`^(?:${regex})$`, 's');
  } catch {
    return /(?!)/;
  }
}
