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

const HELP = ['--help', '-h'];
const USAGE = `npm run bench -- [part [words]]

part: one of ${Object.keys(PARTS).join(', ')}; all of them, one after the other, where none is named
words: how much of the part is measured, as CONTRIBUTING.md says`;

/** Measures one part, or all of them where none is named. */
async function main([name, ...words]: readonly string[]): Promise<void> {
  if ([name, ...words].some((word) => word !== undefined && HELP.includes(word))) {
    console.log(USAGE);
    return;
  }
  const part = name === undefined ? undefined : PARTS[name];
  if (name !== undefined && part === undefined) {
    console.error(`a part must be one of ${Object.keys(PARTS).join(', ')}, got ${name}\n\n${USAGE}`);
    process.exitCode = 2;
    return;
  }
  for (const [title, bench] of Object.entries(PARTS)) {
    if (part !== undefined && bench !== part) continue;
    console.log(`## ${title}\n`);
    await bench(words);
    console.log('');
  }
}

await main(process.argv.slice(2));
