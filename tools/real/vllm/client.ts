import { property } from '@arks-monitoring/simulator/prometheus/answers.js';
import { words } from './model.js';

/** Nothing that a test asks takes longer, unless the server hangs. */
const LONGEST_SECONDS = 400;
const EVENT = 'data: ';

/** What a client asks for. */
export interface Ask {
  readonly model: string;
  readonly promptTokens: number;
  readonly maxTokens: number;
  readonly stream: boolean;
  /** Answers to one prompt; 1 unless said. */
  readonly samples?: number;
  /** The client of a stream leaves after so many tokens. */
  readonly leavesAfterTokens?: number;
  /** The client leaves after so long, whatever it has got. */
  readonly leavesAfterSeconds?: number;
}

/** A line of the client's log: what was asked, and how it ended for the client. */
export interface Asked {
  readonly ask: Ask;
  readonly outcome: 'answered' | 'left' | 'refused' | 'broken';
  /** 0 where there was none. */
  readonly status: number;
  readonly seconds: number;
  /** Of streams that began. */
  readonly firstTokenSeconds: number | undefined;
  /** As the answer says, or as many as had come when the client left. */
  readonly generatedTokens: number;
  /** What a stream says of its own failure, its status having been sent. */
  readonly errorCode: number | undefined;
  /** Why it broke, where it did. */
  readonly why: string | undefined;
}

type Seen = { -readonly [Key in 'firstTokenSeconds' | 'generatedTokens' | 'errorCode']: Asked[Key] };

let prompts = 0;

/** Asks once and follows the answer to its end, or until the client leaves. What the server does is told, not thrown. */
export async function ask(address: string, wanted: Ask): Promise<Asked> {
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1_000;
  const seen: Seen = { firstTokenSeconds: undefined, generatedTokens: 0, errorCode: undefined };
  const leave = new AbortController();
  const patience =
    wanted.leavesAfterSeconds === undefined
      ? undefined
      : setTimeout(() => leave.abort(), wanted.leavesAfterSeconds * 1_000);
  let status = 0;
  const ended = (outcome: Asked['outcome'], why?: string): Asked => ({
    ask: wanted,
    outcome,
    status,
    seconds: seconds(),
    ...seen,
    why,
  });
  try {
    const response = await fetch(`http://${address}/v1/completions`, {
      method: 'POST',
      // A connection that is kept is closed by the server after a while, maybe just when it is used again.
      headers: { 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify(bodyOf(wanted)),
      signal: AbortSignal.any([leave.signal, AbortSignal.timeout(LONGEST_SECONDS * 1_000)]),
    });
    ({ status } = response);
    if (!response.ok || response.body === null) {
      await response.text();
      return ended('refused');
    }
    if (!wanted.stream) {
      seen.generatedTokens = completionTokens(await response.json()) ?? 0;
      return ended('answered');
    }
    for await (const event of events(response.body)) {
      follow(event, seen, seconds());
      if (seen.errorCode !== undefined) continue;
      if (wanted.leavesAfterTokens !== undefined && seen.generatedTokens >= wanted.leavesAfterTokens) {
        leave.abort();
        return ended('left');
      }
    }
    return ended(seen.errorCode === undefined ? 'answered' : 'refused');
  } catch (error) {
    // Leaving cancels the body, which may say so.
    if (leave.signal.aborted) return ended('left');
    return ended('broken', `${error}: ${property(error, 'cause')}`);
  } finally {
    clearTimeout(patience);
  }
}

function bodyOf({ model, promptTokens, maxTokens, stream, samples = 1 }: Ask) {
  prompts += 1;
  return {
    model,
    // Another beginning each time, so that the prefix cache finds nothing.
    prompt: words(promptTokens, prompts * 37),
    max_tokens: maxTokens,
    n: samples,
    stream,
    ignore_eos: true,
    ...(stream ? { stream_options: { include_usage: true } } : {}),
  };
}

/** The last event of a stream says how many tokens there were; until then each event is one. */
function follow(event: unknown, seen: Seen, seconds: number): void {
  const code = property(property(event, 'error'), 'code');
  if (code !== undefined) seen.errorCode = Number(code);
  const total = completionTokens(event);
  if (total !== undefined) seen.generatedTokens = total;
  else if (code === undefined) {
    seen.firstTokenSeconds ??= seconds;
    seen.generatedTokens += 1;
  }
}

function completionTokens(answer: unknown): number | undefined {
  const tokens = property(property(answer, 'usage'), 'completion_tokens');
  return typeof tokens === 'number' ? tokens : undefined;
}

async function* events(body: ReadableStream<Uint8Array>): AsyncGenerator<unknown> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const text = line.startsWith(EVENT) ? line.slice(EVENT.length) : '';
      if (text !== '' && text !== '[DONE]') yield JSON.parse(text);
    }
  }
}
