import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SPECIAL = ['<unk>', '<s>', '</s>'];
const WORDS = 900;
const LONGEST = 2_048;

/** Words that each are one token of the model. */
export function words(count: number, from = 0): string {
  return Array.from({ length: count }, (_, index) => `w${(from + index) % WORDS}`).join(' ');
}

/** Writes what vLLM wants of a model with random weights: a Llama of two layers, and a tokenizer that knows some words. */
export function writeModel(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, content: unknown) => writeFileSync(join(folder, name), JSON.stringify(content));
  write('config.json', CONFIG);
  write('tokenizer_config.json', TOKENIZER_CONFIG);
  const vocabulary = [...SPECIAL, ...Array.from({ length: WORDS }, (_, index) => `w${index}`)];
  write('tokenizer.json', {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [],
    normalizer: null,
    pre_tokenizer: { type: 'Whitespace' },
    post_processor: null,
    decoder: null,
    model: {
      type: 'WordLevel',
      vocab: Object.fromEntries(vocabulary.map((word, index) => [word, index])),
      unk_token: '<unk>',
    },
  });
}

const CONFIG = {
  architectures: ['LlamaForCausalLM'],
  model_type: 'llama',
  hidden_size: 128,
  intermediate_size: 256,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  head_dim: 32,
  vocab_size: 1_024,
  max_position_embeddings: LONGEST,
  rms_norm_eps: 1e-5,
  hidden_act: 'silu',
  bos_token_id: 1,
  eos_token_id: 2,
  tie_word_embeddings: false,
  torch_dtype: 'bfloat16',
  rope_theta: 10_000,
} as const;

const TOKENIZER_CONFIG = {
  tokenizer_class: 'PreTrainedTokenizerFast',
  bos_token: '<s>',
  eos_token: '</s>',
  unk_token: '<unk>',
  model_max_length: LONGEST,
} as const;
