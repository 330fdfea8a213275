import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const LEGAL = /^(licen[cs]e|notice|copyrightnotice|copying)(\.\w+)?$/i;
const manifest = z.object({ name: z.string(), version: z.string(), license: z.string() });

/** The notices of the packages in these folders: name, version and licence of each, and the texts that it comes with. */
export function licences(folders: readonly string[]): string {
  const packages = folders.map((folder) => ({
    ...manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))),
    texts: readdirSync(folder)
      .filter((file) => LEGAL.test(file))
      .sort()
      .map((file) => readFileSync(join(folder, file), 'utf8').trim()),
  }));
  const preface = 'lib/ holds parts of these packages, each under its own licence.';
  return `${[preface, ...packages.map(noticeOf)].join(`\n\n${'-'.repeat(80)}\n`)}\n`;
}

function noticeOf({
  name,
  version,
  license,
  texts,
}: z.output<typeof manifest> & { readonly texts: readonly string[] }) {
  return [`${name} ${version}: ${license}`, ...texts].join('\n\n');
}
