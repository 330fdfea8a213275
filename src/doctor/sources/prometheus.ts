import { maskedAddress } from '../../lib/masked.js';
import type { Plan } from '../../plan/plan.js';
import type { Unanswered } from '../examination.js';
import type { WhereToLook } from '../where-to-look.js';
import { ask } from './answer.js';
import { headersFrom } from './credentials.js';
import type { PrometheusAnswers } from './prometheus-answers.js';

const SECONDS = 30;
const MOST_BYTES = 64 * 1024 * 1024;

/** What a Prometheus says that checks need. Throws where it answers nothing at all. */
export async function askPrometheus(
  { prometheus = '', ...where }: WhereToLook,
  _plan: Plan,
): Promise<{ readonly answers: PrometheusAnswers; readonly unanswered: readonly Unanswered[] }> {
  const headers = headersFrom({
    ...(where.prometheusTokenFile === undefined ? {} : { tokenFile: where.prometheusTokenFile }),
    ...(where.prometheusTokenEnv === undefined ? {} : { tokenVariable: where.prometheusTokenEnv }),
    ...(where.prometheusHeadersFile === undefined ? {} : { headersFile: where.prometheusHeadersFile }),
  });
  const asking = { address: prometheus.replace(/\/+$/, ''), headers, seconds: SECONDS, mostBytes: MOST_BYTES };
  const answer = await ask(asking, '/api/v1/query?query=vector(1)');
  if ('failed' in answer) throw new Error(`no answer from ${maskedAddress(prometheus)}: ${answer.failed}`);
  return { answers: { address: maskedAddress(prometheus) }, unanswered: [] };
}
