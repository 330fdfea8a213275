import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeCode } from './code.js';
import { ENTRIES, PROGRAMS } from './entries.js';
import { licences } from './licences.js';
import { writeNames } from './names.js';
import { writeTypes } from './types.js';

const FOLDER = 'lib';

rmSync(FOLDER, { recursive: true, force: true });
const bundled = await writeCode(FOLDER, { ...ENTRIES, ...PROGRAMS });
writeFileSync(join(FOLDER, 'LICENCES.txt'), licences(bundled));
const types = join(FOLDER, 'types');
writeTypes(types);
writeNames(FOLDER, types);
