import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { realityPage } from './page.js';
import { collect, results } from './reality.js';

collect();
writeFileSync(resolve(import.meta.dirname, '../../docs/reality.md'), realityPage(results()));
