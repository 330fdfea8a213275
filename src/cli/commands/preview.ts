import type { Command } from 'commander';
import { commandOf } from '../help.js';

const EXAMPLES = [
  'arks-monitoring preview',
  'arks-monitoring preview --data healthy --data incident --only arks-overview',
  'arks-monitoring preview --prometheus http://127.0.0.1:9090 --environment production',
];

/** `preview`: draws the dashboards. Its options are those of the package that does it, which reads and explains them itself. */
export function addPreview(program: Command): void {
  const description =
    "Draws the dashboards with Grafana's own panels into pages and pictures, and checks them; needs a checkout of the repository.";
  commandOf(program, 'preview', description, EXAMPLES)
    .argument('[options...]', 'as in docs/preview.md; arks-monitoring preview list-options prints them')
    .allowUnknownOption()
    .action(async (words: readonly string[]) => {
      const { runPreview } = await import('../preview.js');
      process.exitCode = runPreview(words[0] === 'list-options' ? ['--help'] : words);
    });
}
