import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Environment } from '../../src/config/environment.js';
import { environmentOf } from './environment.js';
import { temporaryFolder } from './temporary-folder.js';

/** An environment beside whose file lies a folder of these rules. */
export function withExtraRules(
  files: Readonly<Record<string, unknown>>,
  settings: object = {},
  extra: object = {},
): Environment {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'team'));
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, 'team', name), typeof content === 'string' ? content : stringify(content));
  }
  const { rules = {}, ...rest }: { readonly rules?: object } = settings;
  const environment = environmentOf({ ...rest, rules: { ...rules, extraRules: { folder: 'team', ...extra } } });
  return { ...environment, file: join(folder, 'test.yaml') };
}
