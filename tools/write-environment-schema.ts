import { writeFileSync } from 'node:fs';
import { environmentJsonSchema } from '../src/files/json-schema.js';

writeFileSync('environments/environment.schema.json', environmentJsonSchema());
