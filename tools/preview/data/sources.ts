import type { Environment } from '../../../src/config/environment.js';
import { loadEnvironments } from '../../../src/files/load.js';
import { durationSeconds } from '../../../src/lib/duration.js';
import { planOf } from '../../../src/plan/plan.js';
import { knownNames } from '../../../src/rules/known-names.js';
import type { Shown } from '../model/answer.js';
import type { Dashboard } from '../model/dashboard.js';
import { secondsOf } from '../model/intervals.js';
import type { PageSet } from '../model/page-data.js';
import type { Options } from '../options.js';
import { collected } from './collect.js';
import { dataSets, UNTIL_SECONDS } from './data-sets.js';
import { recorded } from './recorded.js';

/** A dashboard with what it asked of each source. */
export interface Gathered {
  readonly dashboard: Dashboard;
  readonly sets: PageSet[];
}

/** A Prometheus that is there to be asked. */
export interface Source {
  readonly name: string;
  readonly title: string;
  readonly environment: Environment;
  readonly address: string;
  readonly untilSeconds: number;
  readonly stop: () => Promise<void>;
}

const MILLISECONDS = 1_000;

/**
 * Everything that the dashboards ask, of each source one after the other. Says on standard error how far it is. Throws with what
 * is wrong with the names of data sets, faults, environments or dashboards.
 */
export async function gathered(options: Options): Promise<readonly Gathered[]> {
  const all = new Map<string, Gathered>();
  for (const open of sourcesOf(options)) {
    const source = await open();
    try {
      for (const dashboard of dashboardsOf(source.environment, options.only)) {
        console.error(`${source.name}: asking for ${dashboard.uid}`);
        const shown = shownBy(dashboard, source);
        const set = {
          name: source.name,
          title: source.title,
          shown,
          ...(await collected({ dashboard, address: source.address, shown, choices: options.choices })),
        };
        const known = all.get(dashboard.uid) ?? { dashboard, sets: [] };
        known.sets.push(set);
        all.set(dashboard.uid, known);
      }
    } finally {
      await source.stop();
    }
  }
  return [...all.values()];
}

/** What opens each source that is asked for. Throws with a data set, a fault or an environment that is none. */
export function sourcesOf({
  data,
  faults,
  prometheus,
  environment: name,
  untilSeconds,
  history,
}: Options): readonly (() => Promise<Source>)[] {
  if (prometheus !== undefined) {
    const environment = loadEnvironments('environments', knownNames).find((one) => one.name === name);
    if (environment === undefined) throw new Error(`--environment must name a file of environments/, got "${name}"`);
    const until = untilSeconds ?? Math.floor(Date.now() / MILLISECONDS);
    const stop = async () => {};
    return [async () => ({ name, title: prometheus, environment, address: prometheus, untilSeconds: until, stop })];
  }
  const sets = dataSets(faults);
  return data.map((wanted) => {
    const set = sets.find((one) => one.name === wanted);
    if (set === undefined)
      throw new Error(`--data must be one of ${sets.map((one) => one.name).join(', ')}, got "${wanted}"`);
    return async () => ({ ...set, ...(await recorded(set, history)), untilSeconds: UNTIL_SECONDS });
  });
}

function dashboardsOf(environment: Environment, only: readonly string[]): readonly Dashboard[] {
  const drawn = planOf(environment).drawn;
  const unknown = only.filter((uid) => !drawn.some((one) => one.uid === uid));
  if (unknown.length > 0)
    throw new Error(`--only must be one of ${drawn.map(({ uid }) => uid).join(', ')}, got ${unknown.join(', ')}`);
  return drawn
    .filter(({ uid }) => only.length === 0 || only.includes(uid))
    .map(({ json }): Dashboard => JSON.parse(json));
}

/** The time that a dashboard shows when it is opened, up to the end of a source. Throws where it is none that is read. */
export function shownBy({ time }: Pick<Dashboard, 'time'>, { untilSeconds, environment }: Source): Shown {
  return {
    from: untilSeconds - secondsOf(time.from.replace(/^now-/, '')),
    to: untilSeconds,
    scrapeSeconds: durationSeconds(environment.scrape.interval),
  };
}
