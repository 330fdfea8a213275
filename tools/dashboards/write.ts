import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dashboardPages } from './pages.js';

const FOLDER = 'docs/dashboards';

mkdirSync(FOLDER, { recursive: true });
for (const [file, text] of Object.entries(dashboardPages())) writeFileSync(join(FOLDER, file), text);
