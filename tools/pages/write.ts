import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PAGES } from './pages.js';

for (const [file, page] of Object.entries(PAGES)) writeFileSync(join('docs', file), page());
