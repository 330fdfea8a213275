import { sglangCache } from './cache.js';
import { sglangDisaggregation } from './disaggregation.js';
import { sglangEncoder } from './encoder.js';
import { sglangFirstGeneration } from './first-generation.js';
import { sglangGrammar } from './grammar.js';
import { sglangHostCache } from './host-cache.js';
import { sglangHttp } from './http.js';
import { sglangRequests } from './requests.js';
import { sglangScheduler } from './scheduler.js';
import { sglangSchedulerTime } from './scheduler-time.js';

/** Everything an SGLang server exposes, over all generations. */
export const sglang = [
  ...sglangScheduler,
  ...sglangSchedulerTime,
  ...sglangRequests,
  ...sglangDisaggregation,
  ...sglangCache,
  ...sglangHostCache,
  ...sglangGrammar,
  ...sglangHttp,
  ...sglangEncoder,
  ...sglangFirstGeneration,
] as const;
