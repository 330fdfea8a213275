import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@arks-monitoring/simulator/programs/free-port.js';

/** How a worker answers requests; it passes health checks in every way but `dead`. */
export type WorkerMood = 'well' | 'failing' | 'slow' | 'dead';

/** A worker that answers as an engine of SGLang would, without a model. */
export interface MockWorker {
  readonly port: number;
  readonly url: string;
  /** Changes how it answers; one that was dead listens at its port again. */
  readonly become: (mood: WorkerMood) => Promise<void>;
  readonly close: () => Promise<void>;
}

export const MODEL = 'tiny';
/** A stream is this many chunks, so long apart: streams last three seconds, answers in one piece a fifth of one. */
const CHUNKS = 30;
const CHUNK_MILLISECONDS = 100;
const ANSWER_MILLISECONDS = 200;
const SLOW_MILLISECONDS = 1_500;

/** What Prometheus is shown, so that a worker is an engine to it. */
const PAGE = `# TYPE sglang:num_running_reqs gauge\nsglang:num_running_reqs{model_name="${MODEL}"} 0\n`;

/** What routers ask a worker before they send it anything. */
const ABOUT = {
  model_path: MODEL,
  served_model_name: MODEL,
  tokenizer_path: MODEL,
  is_generation: true,
  max_total_num_tokens: 10_000,
  load: 0,
  data: [{ id: MODEL, object: 'model' }],
};

/** A worker that listens on a port of 127.0.0.1; one of prefill is done with a stream once it has begun it. */
export async function startWorker(part: 'prefill' | 'whole' = 'whole'): Promise<MockWorker> {
  const port = await freePort();
  let mood: WorkerMood = 'well';
  let server: Server | undefined;
  const listen = async () => {
    server = createServer(
      (request, response) => void answer(request, response, mood, part === 'prefill' ? 1 : CHUNKS),
    ).listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const close = async () => {
    if (server === undefined) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
    server = undefined;
  };
  const become = async (next: WorkerMood) => {
    mood = next;
    if (next === 'dead') await close();
    else if (server === undefined) await listen();
  };
  await listen();
  return { port, url: `http://127.0.0.1:${port}`, become, close };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  mood: WorkerMood,
  chunks: number,
): Promise<void> {
  const body = await bodyOf(request);
  if (request.url === '/metrics') {
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(PAGE);
    return;
  }
  if (request.method !== 'POST') {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(ABOUT));
    return;
  }
  if (mood === 'failing') {
    response.writeHead(500, { 'content-type': 'application/json' }).end('{"error":{"message":"out of memory"}}');
    return;
  }
  if (mood === 'slow') await sleep(SLOW_MILLISECONDS);
  if (!/"stream"\s*:\s*true/.test(body)) {
    await sleep(ANSWER_MILLISECONDS);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(completion('message')));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (let chunk = 0; chunk < chunks && !response.destroyed; chunk += 1) {
    response.write(`data: ${JSON.stringify(completion('delta'))}\n\n`);
    await sleep(CHUNK_MILLISECONDS);
  }
  response.end('data: [DONE]\n\n');
}

const completion = (part: 'message' | 'delta') => ({
  id: 'one',
  object: 'chat.completion',
  created: 0,
  model: MODEL,
  choices: [{ index: 0, [part]: { role: 'assistant', content: 'word ' }, finish_reason: null }],
  usage: { prompt_tokens: 3, completion_tokens: CHUNKS, total_tokens: CHUNKS + 3 },
  meta_info: { id: 'one' },
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  try {
    for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  } catch {
    // The router went away while it was sending.
  }
  return text;
}
