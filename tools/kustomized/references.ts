import { ACCOUNT_ANNOTATION } from '../../src/config/own-keys.js';
import { pathText } from '../../src/lib/path-text.js';
import { type Manifest, titleOf } from '../../src/review/manifests.js';
import { at, textAt } from '../../src/review/paths.js';
import { type LeftBehind, told } from './left-behind.js';
import type { Pair } from './pairs.js';

type Path = readonly (string | number)[];

/** Where objects of some kinds name one of another. */
interface ReferenceRow {
  readonly kinds: readonly string[];
  /** The way to the name; `*` is every element of a list. */
  readonly path: readonly string[];
  /** The kind that is named. */
  readonly names: string;
  /** Whose namespace the named one is in: that of the object, one that is said beside the name, or none. */
  readonly in: 'same' | 'beside' | 'cluster';
}

const BINDINGS = ['RoleBinding', 'ClusterRoleBinding'];
const POD = ['spec', 'template', 'spec'];
const ROWS: readonly ReferenceRow[] = [
  {
    kinds: ['ServiceMonitor', 'VMServiceScrape'],
    path: ['spec', 'endpoints', '*', 'authorization', 'credentials', 'name'],
    names: 'Secret',
    in: 'same',
  },
  { kinds: ['Secret'], path: ['metadata', 'annotations', ACCOUNT_ANNOTATION], names: 'ServiceAccount', in: 'same' },
  { kinds: ['Deployment'], path: [...POD, 'serviceAccountName'], names: 'ServiceAccount', in: 'same' },
  { kinds: ['Deployment'], path: [...POD, 'serviceAccount'], names: 'ServiceAccount', in: 'same' },
  { kinds: ['Deployment'], path: [...POD, 'volumes', '*', 'configMap', 'name'], names: 'ConfigMap', in: 'same' },
  { kinds: BINDINGS, path: ['roleRef', 'name'], names: 'ClusterRole', in: 'cluster' },
  { kinds: BINDINGS, path: ['subjects', '*', 'name'], names: 'ServiceAccount', in: 'beside' },
  { kinds: ['GrafanaDashboard'], path: ['spec', 'folderRef'], names: 'GrafanaFolder', in: 'same' },
];

/** References to an object of the folder that no longer lead to it; those to objects of others are theirs to keep. */
export function danglingReferences(before: readonly Manifest[], pairs: readonly Pair[]): readonly LeftBehind[] {
  return pairs.flatMap((pair) =>
    ROWS.filter(({ kinds }) => kinds.includes(pair.before.kind)).flatMap((row) =>
      pathsTo(pair.before.object, row.path).flatMap((path) => dangling({ before, pairs, pair, row, path })),
    ),
  );
}

interface Looked {
  readonly before: readonly Manifest[];
  readonly pairs: readonly Pair[];
  readonly pair: Pair;
  readonly row: ReferenceRow;
  readonly path: Path;
}

function dangling({ before, pairs, pair, row, path }: Looked): readonly LeftBehind[] {
  const beside = [...path.slice(0, -1), 'namespace'];
  const name = textAt(pair.before.object, ...path);
  const namespace = {
    same: pair.before.namespace,
    beside: textAt(pair.before.object, ...beside),
    cluster: '',
  }[row.in];
  const target = before.find((one) => one.kind === row.names && one.name === name && one.namespace === namespace);
  if (target === undefined) return [];
  const now = pairs.find((one) => one.before === target)?.after;
  const object = titleOf(pair.after);
  if (now === undefined)
    return [{ object, path: pathText(path), found: name, expected: `a ${row.names} that is there` }];
  const compared = [[path, now.name] as const, ...(row.in === 'beside' ? [[beside, now.namespace] as const] : [])];
  return compared.flatMap(([where, expected]) => {
    const found = textAt(pair.after.object, ...where);
    return found === expected ? [] : [{ object, path: pathText(where), found: told(found), expected }];
  });
}

/** The paths that there are in an object, with the places of elements for `*`. */
function pathsTo(object: unknown, path: readonly string[]): readonly Path[] {
  const star = path.indexOf('*');
  if (star < 0) return at(object, ...path) === undefined ? [] : [path];
  const list = at(object, ...path.slice(0, star));
  if (!Array.isArray(list)) return [];
  return list.flatMap((element, index) =>
    pathsTo(element, path.slice(star + 1)).map((rest) => [...path.slice(0, star), index, ...rest]),
  );
}
