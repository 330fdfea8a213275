import { boundsOf, counterOf, type LogTruth } from './log-truth.js';
import type { Scraped } from './tally.js';

/** What users asked for and got: what the plugin's numbers are held against. `tokens of users` are those of whole answers. */
export function countTenants(truth: LogTruth, plugins: readonly (readonly Scraped[])[], restartedAt: number): void {
  const { ended, tally, stepAt, sizing } = truth;
  const count = counterOf(truth);
  for (const { request, at, admitted, unaccounted } of ended) {
    const { ask, arrivedAt, outcome, rule, generatedTokens, status } = request;
    const turn = (request.id - 1) % plugins.length;
    const [former, latter = former] = plugins[turn] ?? [];
    const process = arrivedAt < restartedAt ? former : latter;
    const step = at === undefined ? undefined : stepAt(at);
    if (process === undefined || step === undefined) continue;
    const who = { namespace: ask.namespace, user: ask.user, model: ask.model };
    const plugin = { plugin: String(turn) };
    if (rule !== undefined) count('rate-limit hits', { ...who, ...plugin, rule_type: rule }, process)(1, step);
    if (!admitted) continue;
    if (status !== 0) count('requests of users', { ...who, ...plugin, status: String(status) }, process)(1, step);
    if (outcome !== 'stop' && outcome !== 'length') continue;
    count('output of users', { ...who, ...plugin }, process)(generatedTokens, step);
    // The plugin counts no token of a stream, nor of an answer that it did not see to its end.
    if (ask.streaming || unaccounted) continue;
    for (const [type, tokens] of Object.entries({ input: ask.promptTokens, output: generatedTokens })) {
      count('tokens of users', { ...who, ...plugin, type }, process)(tokens, step);
      const labels = { ...who, ...plugin, type };
      const grid = boundsOf('gateway_token_distribution', sizing);
      const lengths = known(truth, `${Object.values(labels).join(' ')} ${plugins[turn]?.indexOf(process)}`, () =>
        tally.histogram('tokens of requests', labels, process, grid, step),
      );
      lengths.observe(tokens, 1, step);
    }
  }
}

const histograms = new WeakMap<LogTruth, Map<string, ReturnType<LogTruth['tally']['histogram']>>>();

function known(
  truth: LogTruth,
  key: string,
  make: () => ReturnType<LogTruth['tally']['histogram']>,
): ReturnType<LogTruth['tally']['histogram']> {
  const all = histograms.get(truth) ?? new Map();
  histograms.set(truth, all);
  const found = all.get(key) ?? make();
  all.set(key, found);
  return found;
}
