import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writtenSubjectNames } from '../../src/explain/subject-names.js';
import { writeCode } from './code.js';
import { ENTRIES, PROGRAMS } from './entries.js';
import { licences } from './licences.js';
import { writeNames } from './names.js';
import { writeTypes } from './types.js';

const FOLDER = 'lib';

rmSync(FOLDER, { recursive: true, force: true });
const bundled = await writeCode(FOLDER, { ...ENTRIES, ...PROGRAMS });
writeFileSync(join(FOLDER, 'LICENCES.txt'), licences(bundled));
// Shells ask for them at a press of a key.
writeFileSync(join(FOLDER, 'subject-names.txt'), writtenSubjectNames());
const types = join(FOLDER, 'types');
writeTypes(types);
writeNames(FOLDER, types);
