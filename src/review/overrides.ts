import { printTree } from '../promql/format.js';
import { parsePromql } from '../promql/parse.js';
import { type Tree, withParts } from '../promql/tree.js';
import type { Manifest } from './manifests.js';
import { textsAt } from './paths.js';

/** Annotations under which synth writes why alerts are off, and what overrides are about. */
const OFF = 'arks.ai/alerts-off';
const ABOUT = 'arks.ai/alerts-overrides';
/** Labels by which overrides tell series apart. */
const APART: readonly string[] = ['namespace', 'application', 'model_name', 'model'];

/** What the objects of an environment say of its alerts beside the rules. */
export interface SaidOfAlerts {
  /** Why alerts are off, by their names, with that of an override in brackets. */
  readonly off: ReadonlyMap<string, string>;
  /** What each override is about, in words. */
  readonly about: ReadonlyMap<string, string>;
}

export function saidOfAlerts(manifests: readonly Manifest[]): SaidOfAlerts {
  return {
    off: entriesOf(manifests, OFF, /^(\w+(?: \([\w-]+\))?): (.*)$/),
    about: entriesOf(manifests, ABOUT, /^([\w-]+): (.*)$/),
  };
}

/** An expression whichever tenants, applications and models it is about; one that is not PromQL as it stands. */
export function ofAnybody(expr: string): string {
  try {
    return printTree(ofAll(parsePromql(expr)));
  } catch {
    return expr;
  }
}

function ofAll(tree: Tree): Tree {
  if (tree.kind !== 'selector') return withParts(tree, ofAll);
  return { ...tree, matchers: tree.matchers.filter(({ label }) => !APART.includes(label)) };
}

function entriesOf(manifests: readonly Manifest[], annotation: string, line: RegExp): ReadonlyMap<string, string> {
  return new Map(
    manifests
      .flatMap(({ object }) => (textsAt(object, 'metadata', 'annotations')[annotation] ?? '').split('\n'))
      .flatMap((text) => {
        const [, name, words] = line.exec(text) ?? [];
        return name === undefined || words === undefined ? [] : [[name, words] as const];
      }),
  );
}
