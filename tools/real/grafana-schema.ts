import { z } from 'zod';
import { output } from './command.js';
import { ownGoProgram } from './go-program.js';

/** Grafana's schemas as types of Go; tools/real/go/grafana-schema/go.mod pins it. */
export const GRAFANA_SCHEMA = { version: '0.0.22', module: 'github.com/grafana/grafana-foundation-sdk/go' };

const answer = z.union([
  z.strictObject({ dashboard: z.record(z.string(), z.unknown()) }),
  z.strictObject({ error: z.string() }),
]);

/** What was understood of a dashboard, or why it does not follow the schemas. */
export type Understood = z.infer<typeof answer>;

/** What Grafana's types understand of dashboards as classic JSON, in their order. */
export async function understood(dashboards: readonly unknown[]): Promise<readonly Understood[]> {
  const program = await ownGoProgram('grafana-schema');
  return z.array(answer).parse(JSON.parse(await output(program, [], { input: JSON.stringify(dashboards) })));
}
