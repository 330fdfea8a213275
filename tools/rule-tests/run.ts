import { providePrometheus } from '@arks-monitoring/simulator/prometheus/provide.js';
import { loadEnvironments } from '../../src/files/load.js';
import { knownNames } from '../../src/rules/known-names.js';
import { ruleTestFiles, runRuleTest } from './rule-tests.js';

const USAGE = 'usage: npm run test:rules [-- <folder of environments>], by default environments';

/** Runs the unit tests beside rules of one's own, of every environment of a folder. Exits with 1 where one fails, with 2 where none can be run. */
async function main([folder = 'environments', ...others]: readonly string[]): Promise<void> {
  if (others.length > 0 || folder.startsWith('-')) throw new Error(USAGE);
  const asked = loadEnvironments(folder, knownNames).flatMap((environment) =>
    ruleTestFiles(environment).map((file) => ({ environment, file })),
  );
  if (asked.length === 0) {
    console.log(`no environment in ${folder} has unit tests beside rules.extraRules`);
    return;
  }
  const { promtool } = providePrometheus();
  for (const { environment, file } of asked) {
    const { ok, output } = await runRuleTest(promtool, environment, file);
    console.log(`${ok ? 'ok    ' : 'failed'} ${environment.name}: ${file}`);
    if (ok) continue;
    console.error(output.trim());
    process.exitCode = 1;
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
