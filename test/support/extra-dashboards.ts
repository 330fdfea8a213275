import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../src/config/environment.js';
import { environmentOf } from './environment.js';
import { temporaryFolder } from './temporary-folder.js';

/** An environment beside whose file lies a folder of these dashboards. */
export function withExtra(
  files: Readonly<Record<string, unknown>>,
  settings: object = {},
  delivered: object = {},
): Environment {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'team'));
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, 'team', name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  const environment = environmentOf({
    grafana: { dashboards: { ...delivered, extraDashboards: { folder: 'team', ...settings } } },
  });
  return { ...environment, file: join(folder, 'test.yaml') };
}
