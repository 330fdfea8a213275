import type { Ended } from './ended.js';
import { always, counterOf, type LogTruth } from './log-truth.js';

/** What the gateway holds at each scrape, and how much of each quota was charged up to it. */
export function noteGateway(truth: LogTruth): void {
  const { spec, ended, notes, stepAt, lastStep } = truth;
  const count = counterOf(truth);
  const { process } = always(truth, {});
  const charges = new Map<string, number>();
  const envoys = Array.from({ length: spec.envoys ?? 1 }, (_, number) => `envoy-arks-eg-${number}`);
  const quotaOf = new Map(
    spec.tokens.flatMap(({ user, qos }) => qos.map(({ model, quota }) => [`${user} ${model}`, quota] as const)),
  );
  for (let step = 0; step <= lastStep; step += 1) {
    const came = ended.filter(({ request }) => (stepAt(request.arrivedAt) ?? lastStep + 1) <= step);
    const gone = (one: Ended) => one.at !== undefined && (stepAt(one.at) ?? lastStep + 1) <= step;
    const held = came.filter((one) => !gone(one));
    for (const [turn, pod] of envoys.entries()) {
      const own = held.filter(({ request }) => (request.id - 1) % envoys.length === turn);
      notes.note('active', step, { pod }, own.length);
      for (const route of new Set(spec.unified.concat().map(({ namespace, model }) => `${namespace}/${model}`))) {
        const [namespace = '', model = ''] = route.split('/');
        const there = own.filter(({ request: { ask } }) => ask.namespace === namespace && ask.model === model);
        notes.note('active upstream', step, { pod, namespace, model }, there.filter(({ admitted }) => admitted).length);
      }
      for (const { namespace, model } of spec.disaggregated) {
        const there = own.filter(({ request: { ask } }) => ask.namespace === namespace && ask.model === model);
        notes.note('active upstream', step, { pod, namespace, model }, there.length);
      }
    }
    const charged = came.filter(
      (one) => gone(one) && !one.unaccounted && ['stop', 'length'].includes(one.request.outcome),
    );
    if (step === 0) continue;
    for (const { namespace, name, limits } of spec.quotas ?? []) {
      const own = charged.filter(
        ({ request: { ask } }) => ask.namespace === namespace && quotaOf.get(`${ask.user} ${ask.model}`) === name,
      );
      const prompt = own.reduce((sum, { request }) => sum + request.ask.promptTokens, 0);
      const response = own.reduce((sum, { request }) => sum + request.generatedTokens, 0);
      const used = { prompt, response, total: prompt + response };
      for (const { type } of limits) {
        const labels = { namespace, quota_name: name, quota_type: type };
        notes.note('quota used', step, labels, used[type]);
        const key = `${namespace}/${name}/${type}`;
        count('charged', labels, process)(used[type] - (charges.get(key) ?? 0), step);
        charges.set(key, used[type]);
      }
    }
  }
}
