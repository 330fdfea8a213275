/** What came of a request: the parsed body, or why there is none, without any secret. */
export type Answer = { readonly data: unknown } | { readonly failed: string; readonly status?: number };

/** How a source is asked. */
export interface Asking {
  /** Where its API is, without a slash at the end; it may hold a path. */
  readonly address: string;
  /** Sent with each request, and never shown. */
  readonly headers: Readonly<Record<string, string>>;
  readonly seconds: number;
  /** A longer answer is none. */
  readonly mostBytes: number;
}

const MILLISECONDS = 1_000;
const LONGEST_REASON = 300;

/**
 * A request for JSON, bounded in time and bytes; follows no redirect, which may lead a secret elsewhere. It is a GET unless there is a
 * form, for what is too long for an address. Never throws.
 */
export async function ask(
  { address, headers, seconds, mostBytes }: Asking,
  path: string,
  form?: URLSearchParams,
): Promise<Answer> {
  try {
    const response = await fetch(`${address}${path}`, {
      ...(form === undefined ? {} : { method: 'POST', body: form }),
      headers: { accept: 'application/json', ...headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(seconds * MILLISECONDS),
    });
    const text = await bounded(response, mostBytes);
    if (text === undefined) return { failed: `the answer has more than ${mostBytes} bytes` };
    if (response.status !== 200) return { failed: statusText(response.status, text), status: response.status };
    return { data: JSON.parse(text) };
  } catch (error) {
    return { failed: reasonOf(error, seconds) };
  }
}

async function bounded({ body }: Response, most: number): Promise<string | undefined> {
  if (body === null) return '';
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > most) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function statusText(status: number, text: string): string {
  if (status >= 300 && status < 400) return `answered ${status}, which leads elsewhere and is not followed`;
  const said = text.trim().slice(0, LONGEST_REASON);
  return said === '' ? `answered ${status}` : `answered ${status}: ${said}`;
}

function reasonOf(error: unknown, seconds: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${seconds} s`;
  if (error instanceof SyntaxError) return 'the answer is not JSON';
  return error.cause instanceof Error ? error.cause.message : error.message;
}
