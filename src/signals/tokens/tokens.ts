import { recordOverPods, recordPodRate } from '../vocabulary/record.js';

/** Tokens, as the engines count them: the truth about throughput. */
export const promptTokensPerPod = recordPodRate({
  name: 'prompt_tokens',
  title: 'Prompt tokens per replica',
  unit: 'tokens/s',
  description:
    'Prompt tokens per second, including cached ones, as the engines count them. vLLM counts a prompt once for each of its ' +
    'n answers, and also those of clients that left.',
  reading: 'promptTokens',
});

export const generationTokensPerPod = recordPodRate({
  name: 'generation_tokens',
  title: 'Generation tokens per replica',
  unit: 'tokens/s',
  description: 'Output tokens per second, as the engines count them.',
  reading: 'generationTokens',
});

export const promptTokens = recordOverPods(promptTokensPerPod, 'sum', 'Prompt tokens');
export const generationTokens = recordOverPods(generationTokensPerPod, 'sum', 'Generation tokens');
