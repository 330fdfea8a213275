import { prompt } from '../model/tiny-model.js';

/** How a request is sent. */
export interface Asking {
  readonly model: string;
  readonly streamed: boolean;
  readonly promptTokens: number;
  readonly generationTokens: number;
  /** When its client leaves. */
  readonly leavesAfterMilliseconds?: number;
}

/** How a request ended for its client. */
export interface Ended {
  readonly status: number | undefined;
  readonly end: 'whole' | 'broken' | 'left';
  readonly usage: { readonly promptTokens: number; readonly generationTokens: number } | undefined;
  /** Until the first event of a stream came, and until all was over. */
  readonly firstSeconds: number | undefined;
  readonly seconds: number;
  /** What came, for the error that a stream tells under 200. */
  readonly body: string;
}

/** Sends one completion and says how it ended. */
export async function complete(address: string, asking: Asking): Promise<Ended> {
  const begun = performance.now();
  const since = () => (performance.now() - begun) / 1_000;
  const leaving = new AbortController();
  const timer = setTimeout(() => leaving.abort(), asking.leavesAfterMilliseconds ?? 60_000);
  let status: number | undefined;
  let firstSeconds: number | undefined;
  let body = '';
  const ended = (end: Ended['end']): Ended => ({
    status,
    end,
    usage: usageIn(body),
    firstSeconds,
    seconds: since(),
    body,
  });
  try {
    const answer = await fetch(`http://${address}/v1/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(question(asking)),
      signal: leaving.signal,
    });
    status = answer.status;
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) {
      firstSeconds ??= since();
      body += decoder.decode(chunk, { stream: true });
    }
    return ended('whole');
  } catch {
    return ended(leaving.signal.aborted ? 'left' : 'broken');
  } finally {
    clearTimeout(timer);
  }
}

function question({ model, streamed, promptTokens, generationTokens }: Asking): object {
  return {
    model,
    stream: streamed,
    prompt: prompt(promptTokens),
    max_tokens: generationTokens,
    min_tokens: generationTokens,
    ignore_eos: true,
    ...(streamed ? { stream_options: { include_usage: true } } : {}),
  };
}

/** The last usage that an answer or the events of a stream tell. */
function usageIn(body: string): Ended['usage'] {
  const found = [...body.matchAll(/"prompt_tokens":(\d+),"completion_tokens":(\d+)/g)].at(-1);
  if (found === undefined) return undefined;
  return { promptTokens: Number(found[1]), generationTokens: Number(found[2]) };
}
