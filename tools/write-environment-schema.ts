import { readFileSync, writeFileSync } from 'node:fs';
import { environmentJsonSchema } from '../src/files/json-schema.js';
import { withThresholdsNamed } from './production-thresholds.js';

const EXAMPLE = 'environments/production.yaml';

writeFileSync('environments/environment.schema.json', environmentJsonSchema());
writeFileSync(EXAMPLE, withThresholdsNamed(readFileSync(EXAMPLE, 'utf8')));
