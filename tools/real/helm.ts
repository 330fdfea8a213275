import { z } from 'zod';
import { output } from './command.js';
import { ownGoProgram } from './go-program.js';

/** The newest version 3 that Go 1.26 builds; tools/real/go/helm/go.mod pins it. */
export const HELM = { version: '3.22.0', module: 'helm.sh/helm/v3' };

/** What Helm's own engine makes of the templates of a chart, by their path below its name. Throws where it refuses one. */
export async function rendered(chart: string): Promise<Readonly<Record<string, string>>> {
  const program = await ownGoProgram('helm');
  return z.record(z.string(), z.string()).parse(JSON.parse(await output(program, [chart])));
}
