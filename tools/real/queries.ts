import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { output } from './command.js';
import { ownGoProgram } from './go-program.js';
import { installedOnce } from './installed-once.js';

/** The newest version; tools/real/go/logql/go.mod pins it. */
export const LOKI = { version: '3.7.8', module: 'github.com/grafana/loki/v3' };
/** The grammar of Grafana's editor for Tempo. */
export const TRACEQL = { version: '1.0.0', package: '@grafana/lezer-traceql' };

/** What of Lezer's parsers is used here. */
interface Parser {
  readonly parse: (text: string) => {
    readonly iterate: (visitor: {
      readonly enter: (node: { readonly type: { readonly isError: boolean } }) => void;
    }) => void;
  };
}

/** Why Loki refuses each query of LogQL; an empty text where it takes it. */
export async function logqlRefusals(queries: readonly string[]): Promise<readonly string[]> {
  const program = await ownGoProgram('logql');
  return z.array(z.string()).parse(JSON.parse(await output(program, [], { input: JSON.stringify(queries) })));
}

/** Which queries of TraceQL are none to Grafana's grammar. */
export async function traceqlRefused(queries: readonly string[]): Promise<readonly string[]> {
  const folder = await installedOnce(`lezer-traceql-${TRACEQL.version}`, async (into) => {
    const pinned = [`${TRACEQL.package}@${TRACEQL.version}`, '@lezer/lr@1.4.12'];
    await output('npm', ['install', '--silent', '--no-save', '--no-audit', '--no-fund', '--prefix', into, ...pinned]);
  });
  const entry = pathToFileURL(join(folder, 'node_modules', TRACEQL.package, 'index.es.js'));
  const { parser } = z.object({ parser: z.custom<Parser>(isParser) }).parse(await import(entry.href));
  return queries.filter((query) => {
    let refused = false;
    parser.parse(query).iterate({
      enter: ({ type }) => {
        refused ||= type.isError;
      },
    });
    return refused;
  });
}

function isParser(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'parse' in value && typeof value.parse === 'function';
}
