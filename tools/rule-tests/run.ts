import { providePrometheus } from '@arks-monitoring/simulator/prometheus/provide.js';
import { testRules } from '../../src/cli/test-rules.js';

const USAGE = 'usage: npm run test:rules [-- <folder of environments>], by default environments';

/** What `arks-monitoring test` does, with the promtool that this repository's tests run with. */
async function main([environments = 'environments', ...others]: readonly string[]): Promise<void> {
  if (others.length > 0 || environments.startsWith('-')) throw new Error(USAGE);
  const { promtool } = providePrometheus();
  process.exitCode = await testRules({ environments, only: [], promtool, format: 'text' });
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
