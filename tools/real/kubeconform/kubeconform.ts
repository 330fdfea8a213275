import { join } from 'node:path';
import { z } from 'zod';
import { answerOf } from '../api-server/answer.js';
import { DEFINITIONS } from '../api-server/definitions.js';
import { KUBERNETES } from '../api-server/programs.js';
import { goProgram } from '../go-program.js';
import { installedOnce } from '../installed-once.js';
import { LOCATION, writeSchemas } from './schemas.js';

/** The newest version that Go 1.26 builds. */
export const KUBECONFORM = { version: '0.8.0', module: 'github.com/yannh/kubeconform' };

const answer = z.object({
  resources: z.array(
    z.object({ filename: z.string(), kind: z.string(), name: z.string(), status: z.string(), msg: z.string() }),
  ),
});

/** What kubeconform says of an object: `statusValid`, or why not. */
export type Judged = z.infer<typeof answer>['resources'][number];

/** Its verdict on every object of these files, by schemas that take no field which they do not name. */
export async function judged(files: readonly string[]): Promise<readonly Judged[]> {
  const { module, version } = KUBECONFORM;
  const program = await goProgram({ package: `${module}/cmd/kubeconform`, version: `v${version}` });
  const releases = [KUBERNETES, ...DEFINITIONS].map((one) => one.version).join('-');
  const schemas = await installedOnce(`schemas-${releases}`, writeSchemas);
  const args = ['-strict', '-verbose', '-output', 'json', '-schema-location', join(schemas, LOCATION), ...files];
  const { stdout, stderr } = await answerOf(program, args, { env: {} });
  if (stdout === '') throw new Error(`kubeconform must answer in JSON, got ${stderr}`);
  return answer.parse(JSON.parse(stdout)).resources;
}
