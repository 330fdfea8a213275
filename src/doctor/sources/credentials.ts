import { readFileSync } from 'node:fs';
import { maskedAddress } from '../../lib/masked.js';
import type { Access } from '../where-to-look.js';

const HEADER = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*)$/;

/**
 * The headers by which a source lets in. Throws where a file cannot be read, a variable is not set, or a line is no header; what is
 * thrown names the file and the line, and never what stands there.
 */
export function headersFrom({ tokenFile, tokenVariable, headersFile }: Access): Readonly<Record<string, string>> {
  const token = tokenOf(tokenFile, tokenVariable);
  return {
    ...(headersFile === undefined ? {} : headersIn(headersFile)),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
}

/** An address without the user and password that it may hold, which become a header unless there is one. Throws where it is none. */
export function addressOf(
  text: string,
  headers: Readonly<Record<string, string>>,
): { readonly address: string; readonly headers: Readonly<Record<string, string>> } {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new Error(`must be an address such as http://localhost:9090, got "${maskedAddress(text)}"`);
  }
  const { username, password } = url;
  const address = `${url.origin}${url.pathname}`.replace(/\/+$/, '');
  if (username === '' && password === '') return { address, headers };
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { address, headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}`, ...headers } };
}

function tokenOf(file: string | undefined, variable: string | undefined): string | undefined {
  if (file !== undefined) return readFileSync(file, 'utf8').trim();
  if (variable === undefined) return undefined;
  const token = process.env[variable]?.trim();
  if (token === undefined || token === '') throw new Error(`the environment variable ${variable} must hold a token`);
  return token;
}

function headersIn(file: string): Readonly<Record<string, string>> {
  const lines = readFileSync(file, 'utf8').split(/\r?\n/);
  return Object.fromEntries(
    lines.flatMap((line, index) => {
      if (line.trim() === '') return [];
      const [, name, value] = HEADER.exec(line) ?? [];
      if (name === undefined || value === undefined) {
        throw new Error(`${file}:${index + 1}: must be a header as "Name: value"`);
      }
      return [[name.toLowerCase(), value.trim()]];
    }),
  );
}
