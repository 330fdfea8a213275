import { asking } from '../data/ask.js';
import type { Shown } from '../model/answer.js';
import type { Dashboard } from '../model/dashboard.js';
import { resolvedVariables } from '../model/variables.js';
import { costOf } from './cost.js';

/** So many values of a variable are tried. */
const MOST_VALUES = 8;

/**
 * A dashboard whose variables with a single value are set to that which shows most series, one variable after the other: what was
 * saved with it is from somebody else's cluster, and the first value may be of something that it is not about.
 */
export async function withBestChoices(dashboard: Dashboard, shown: Shown, address: string): Promise<Dashboard> {
  const ask = asking(address, shown, {});
  let best = dashboard;
  for (const { name } of dashboard.templating.list) {
    const variable = (await resolvedVariables(best, {}, shown, ask)).get(name);
    if (variable === undefined || !variable.single || variable.options.length < 2) continue;
    const tried: { readonly with: Dashboard; readonly series: number }[] = [];
    for (const value of variable.options.slice(0, MOST_VALUES)) {
      const chosen = chosenIn(best, name, value);
      const variables = await resolvedVariables(chosen, {}, shown, ask);
      tried.push({ with: chosen, series: (await costOf(chosen, variables, shown, address)).series });
    }
    best = tried.toSorted((a, b) => b.series - a.series)[0]?.with ?? best;
  }
  return best;
}

function chosenIn(dashboard: Dashboard, name: string, value: string): Dashboard {
  const list = dashboard.templating.list.map((one) => (one.name === name ? { ...one, current: { value } } : one));
  return { ...dashboard, templating: { list } };
}
