import { readFileSync } from 'node:fs';
import { maskedAddress } from '../../lib/masked.js';
import { headersFrom } from '../sources/credentials.js';
import type { Access } from '../where-to-look.js';
import type { GotPage } from './page.js';

/** What Prometheus 3 asks for, but for protobuf, which is no page to be read. */
const ACCEPT =
  'application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;q=0.3,' +
  'text/plain;version=0.0.4;q=0.2,*/*;q=0.1';
const STANDARD_INPUT = '-';
/** As long as a scrape may take by default. */
const SECONDS = 10;
const MILLISECONDS = 1_000;
/** Four times what a scrape may bring by default. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Where a page is, `-` being standard input, and what lets in. */
export interface PagePlace extends Access {
  readonly place: string;
}

/** Reads a page as Prometheus would. Throws where there is no such file, and where nothing answers in time. */
export async function gotPage({ place, ...access }: PagePlace): Promise<GotPage> {
  if (/^https?:\/\//i.test(place)) return byAddress(place, access);
  const text = readFileSync(place === STANDARD_INPUT ? 0 : place, 'utf8');
  return { where: place === STANDARD_INPUT ? 'standard input' : place, bytes: Buffer.byteLength(text), text };
}

async function byAddress(address: string, access: Access): Promise<GotPage> {
  const where = maskedAddress(address);
  try {
    const { href, headers } = withoutUser(address);
    const response = await fetch(href, {
      headers: { accept: ACCEPT, ...headers, ...headersFrom(access) },
      redirect: 'manual',
      signal: AbortSignal.timeout(SECONDS * MILLISECONDS),
    });
    const { text, bytes } = await read(response);
    const contentType = response.headers.get('content-type') ?? '';
    return { where, answer: { status: response.status, contentType }, bytes, text };
  } catch (error) {
    throw new Error(`no page from ${where}: ${reasonOf(error)}`);
  }
}

/** fetch takes no user in an address; a header says the same. */
function withoutUser(address: string): { readonly href: string; readonly headers: Readonly<Record<string, string>> } {
  const url = new URL(address);
  const { username, password } = url;
  url.username = '';
  url.password = '';
  if (username === '' && password === '') return { href: url.href, headers: {} };
  const both = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { href: url.href, headers: { authorization: `Basic ${Buffer.from(both).toString('base64')}` } };
}

/** The text as far as it may go; of a longer one the bytes say that there was more. */
async function read({ body }: Response): Promise<{ readonly text: string; readonly bytes: number }> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.length;
    if (bytes > MOST_BYTES) break;
    parts.push(part);
  }
  return { text: Buffer.concat(parts).toString('utf8'), bytes };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `it did not end within ${SECONDS} s`;
  return error.cause instanceof Error ? error.cause.message : error.message;
}
