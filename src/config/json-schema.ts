import { z } from 'zod';
import { environmentSchema } from './environment.js';

/** The JSON Schema of an environment file, as text: what editors complete and check from. */
export function environmentJsonSchema(): string {
  const schema = z.toJSONSchema(environmentSchema, { io: 'input', target: 'draft-7' });
  return `${JSON.stringify({ ...schema, title: 'An environment of Arks Monitoring' }, null, 2)}\n`;
}
