import { writeFileSync } from 'node:fs';
import { environmentJsonSchema } from '../src/config/json-schema.js';

writeFileSync('environments/environment.schema.json', environmentJsonSchema());
