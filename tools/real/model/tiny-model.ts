import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** More than the mocker of Dynamo makes token ids up to. */
const WORDS = 2_500;
const SPECIAL = ['<unk>', '<s>', '</s>'];
const CONTEXT = 2_048;

/**
 * Writes the folder of a Llama of two layers without weights: its configuration, and a tokenizer for which each of the words
 * `w0` to `w2499` is one token, so that a client knows how long its prompt is.
 */
export function writeTinyModel(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(FILES)) {
    writeFileSync(join(folder, name), `${JSON.stringify(content, undefined, 1)}\n`);
  }
}

/** A prompt of so many tokens. */
export function prompt(tokens: number): string {
  return Array.from({ length: tokens }, (_, index) => `w${(index * 7) % WORDS}`).join(' ');
}

const names = [...SPECIAL, ...Array.from({ length: WORDS }, (_, index) => `w${index}`)];
const vocabulary = Object.fromEntries(names.map((name, id) => [name, id]));

const FILES = {
  'config.json': {
    architectures: ['LlamaForCausalLM'],
    model_type: 'llama',
    hidden_size: 128,
    intermediate_size: 256,
    num_hidden_layers: 2,
    num_attention_heads: 4,
    num_key_value_heads: 2,
    head_dim: 32,
    vocab_size: 2_560,
    max_position_embeddings: CONTEXT,
    rms_norm_eps: 1e-5,
    hidden_act: 'silu',
    bos_token_id: 1,
    eos_token_id: 2,
    tie_word_embeddings: false,
    torch_dtype: 'bfloat16',
    rope_theta: 10_000,
  },
  'generation_config.json': { bos_token_id: 1, eos_token_id: 2 },
  'tokenizer_config.json': {
    tokenizer_class: 'PreTrainedTokenizerFast',
    bos_token: '<s>',
    eos_token: '</s>',
    unk_token: '<unk>',
    model_max_length: CONTEXT,
    chat_template: "{% for message in messages %}{{ message['content'] }} {% endfor %}",
  },
  'tokenizer.json': {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: SPECIAL.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: null,
    pre_tokenizer: { type: 'WhitespaceSplit' },
    post_processor: null,
    decoder: null,
    model: { type: 'WordLevel', vocab: vocabulary, unk_token: '<unk>' },
  },
};
