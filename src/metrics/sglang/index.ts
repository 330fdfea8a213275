import { sglangCache } from './cache.js';
import { sglangDisaggregation } from './disaggregation.js';
import { sglangFirstGeneration } from './first-generation.js';
import { sglangGrammar } from './grammar.js';
import { sglangHttp } from './http.js';
import { sglangRequests } from './requests.js';
import { sglangScheduler } from './scheduler.js';

/** Everything an SGLang server exposes, over all generations. */
export const sglang = [
  ...sglangScheduler,
  ...sglangRequests,
  ...sglangDisaggregation,
  ...sglangCache,
  ...sglangGrammar,
  ...sglangHttp,
  ...sglangFirstGeneration,
] as const;
