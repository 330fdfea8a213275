import { parseAllDocuments } from 'yaml';
import { textAt } from './paths.js';

/** Texts of files by their paths in an output folder, `<environment>/<file>`. */
export type Tree = ReadonlyMap<string, string>;

/** An object as an output folder has it. */
export interface Manifest {
  readonly environment: string;
  readonly file: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly object: unknown;
}

const YAML_FILE = /\.ya?ml$/;

/** Every object of a tree. Throws with every file that is not YAML. */
export function manifestsOf(tree: Tree): readonly Manifest[] {
  const wrong: string[] = [];
  const manifests = [...tree].sort(byPath).flatMap(([path, text]) => {
    if (!YAML_FILE.test(path)) return [manifestOf(path, { text })];
    return parseAllDocuments(text).flatMap((document) => {
      const [error] = document.errors;
      if (error !== undefined) wrong.push(`must be YAML: ${error.message.split('\n', 1)[0]} (${path})`);
      return error === undefined ? [manifestOf(path, document.toJS())] : [];
    });
  });
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  return manifests;
}

/** What tells an object from others of its environment; files without a name of their own go by their path. */
export function keyOf({ kind, namespace, name }: Manifest): string {
  return [kind, namespace, name].join('/');
}

/** An object as a reviewer would call it. */
export function titleOf({ kind, name }: Manifest): string {
  return `${kind} ${name}`;
}

function manifestOf(path: string, object: unknown): Manifest {
  const [environment = '', ...rest] = path.split('/');
  const file = rest.join('/');
  return {
    environment: file === '' ? '' : environment,
    file: path,
    kind: textAt(object, 'kind') || 'file',
    name: textAt(object, 'metadata', 'name') || file || path,
    namespace: textAt(object, 'metadata', 'namespace'),
    object,
  };
}

function byPath([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : 1;
}
