import { benchDashboards } from './dashboards/dashboards.js';
import { benchGrowth } from './growth/growth.js';
import { benchObjectives } from './objectives/objectives.js';
import { benchQueries } from './queries/queries.js';
import { benchRules } from './rules/rules.js';
import { benchSeries } from './series/series.js';
import { benchSynth } from './synth/synth.js';

/** What can be measured, the quickest first; the words that follow a part's name say how much of it. */
const PARTS: Readonly<Record<string, (words: readonly string[]) => Promise<void>>> = {
  series: benchSeries,
  synth: benchSynth,
  growth: benchGrowth,
  queries: benchQueries,
  objectives: benchObjectives,
  rules: benchRules,
  dashboards: benchDashboards,
};

/** Measures one part, or all of them where none is named. */
async function main([name, ...words]: readonly string[]): Promise<void> {
  const part = name === undefined ? undefined : PARTS[name];
  if (name !== undefined && part === undefined) {
    throw new Error(`a part must be one of ${Object.keys(PARTS).join(', ')}, got ${name}`);
  }
  for (const [title, bench] of Object.entries(PARTS)) {
    if (part !== undefined && bench !== part) continue;
    console.log(`## ${title}\n`);
    await bench(words);
    console.log('');
  }
}

await main(process.argv.slice(2));
