import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { planOf } from '../../../src/plan/plan.js';
import { type Bundle, bundled } from '../build/bundle.js';
import { html } from '../build/html.js';
import { pictured, startedBrowser } from '../build/pictures.js';
import { findingsOf, foundText } from '../checks/index.js';
import { asking } from '../data/ask.js';
import { collected } from '../data/collect.js';
import { dataSets, UNTIL_SECONDS } from '../data/data-sets.js';
import { recorded } from '../data/recorded.js';
import { type Source, shownBy } from '../data/sources.js';
import type { Dashboard } from '../model/dashboard.js';
import { plainName } from '../model/plain-name.js';
import { readDashboard } from '../model/read-dashboard.js';
import { resolvedVariables } from '../model/variables.js';
import type { Options } from '../options.js';
import { withBestChoices } from './choose.js';
import { costOf } from './cost.js';
import { metricsAsked } from './metrics.js';
import { type Compared, comparisonTable, rowOf } from './table.js';

const SCRAPE_INTERVAL = '60s';

/**
 * Draws every dashboard of a folder, classic JSON, and then our own, over one data set whose scrapes keep what all of them ask for, and
 * prints a table of what each costs and of what the checks find. Throws with what is missing or wrong; a dashboard that cannot be
 * drawn has a line that says why.
 */
export async function compare(options: Options, folder: string): Promise<void> {
  const { out, history, faults, theme } = options;
  const theirs = foreign(folder);
  const [name = ''] = options.data;
  const set = dataSets(faults).find((one) => one.name === name);
  if (set === undefined)
    throw new Error(
      `--data must be one of ${dataSets()
        .map((one) => one.name)
        .join(', ')}, got "${name}"`,
    );
  const settings = { ...set.scenario.settings, scrape: { interval: SCRAPE_INTERVAL, keep: metricsAsked(theirs) } };
  const browser = await startedBrowser();
  try {
    const tab = await browser.newPage();
    // Beside the history of a preview, which keeps less.
    const played = { ...set, name: `compared-${name}`, scenario: { ...set.scenario, settings } };
    const source = { ...played, ...(await recorded(played, history)), untilSeconds: UNTIL_SECONDS };
    try {
      const ours = planOf(source.environment).drawn.map(({ json }) => readDashboard(json));
      mkdirSync(out, { recursive: true });
      const bundle = await bundled();
      const compared: Compared[] = [];
      for (const dashboard of [...theirs, ...ours].filter(
        ({ uid }) => options.only.length === 0 || options.only.includes(uid),
      ))
        compared.push(await comparedOne({ tab, source, bundle, out, theme }, dashboard));
      const table = comparisonTable(compared);
      writeFileSync(join(out, 'comparison.md'), table);
      console.log(table.trimEnd());
    } finally {
      await source.stop();
    }
  } finally {
    await browser.close();
  }
}

/** Dashboards of a folder, each under the name of its file. */
function foreign(folder: string): readonly Dashboard[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      ...readDashboard(readFileSync(join(folder, file), 'utf8')),
      uid: plainName(file.slice(0, -'.json'.length)),
    }));
}

interface Comparing {
  readonly tab: Page;
  readonly source: Source;
  readonly bundle: Bundle;
  readonly out: string;
  readonly theme: string;
}

async function comparedOne({ tab, source, bundle, out, theme }: Comparing, asSaved: Dashboard): Promise<Compared> {
  const { uid } = asSaved;
  console.error(`${source.name}: drawing ${uid}`);
  try {
    const shown = shownBy(asSaved, source);
    const dashboard = await withBestChoices(asSaved, shown, source.address);
    const answers = await collected({ dashboard, address: source.address, shown, choices: false });
    const variables = await resolvedVariables(dashboard, {}, shown, asking(source.address, shown, {}));
    const cost = await costOf(dashboard, variables, shown, source.address);
    const set = { name: source.name, title: source.title, shown, ...answers };
    writeFileSync(join(out, `${uid}.html`), html(bundle, { dashboard, pages: {}, tagged: [], sets: [set] }));
    const drawn = await pictured(tab, { folder: out, uid, set: source.name, theme, laptop: false });
    writeFileSync(join(out, `${uid}.${source.name}.json`), `${JSON.stringify(drawn, undefined, 2)}\n`);
    for (const finding of findingsOf(drawn)) console.error(`  ${foundText(finding)}`);
    const compared = { name: uid, drawn, cost };
    // Drawing takes a while, and what is known already is told.
    console.error(rowOf(compared).join(' | '));
    return compared;
  } catch (error) {
    // A browser adds pages of its log.
    const [problem = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { name: uid, problem };
  }
}
