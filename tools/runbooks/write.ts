import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_ENVIRONMENT } from '../../src/documented/default-environment.js';
import { currentPages } from './pages.js';

const FOLDER = 'docs/runbooks';

const textOf = (file: string) => {
  const path = join(FOLDER, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
};

mkdirSync(FOLDER, { recursive: true });
for (const { file, text } of currentPages(DEFAULT_ENVIRONMENT, textOf)) {
  if (textOf(file) === text) continue;
  writeFileSync(join(FOLDER, file), text);
  console.log(join(FOLDER, file));
}
