import { type Alias, type Document, isNode, type Node, visit } from 'yaml';

/** Values that aliases may stand for, all together; an environment has a few hundred, a bomb has billions. */
const MOST_ALIASED_VALUES = 10_000;

interface AliasProblem {
  readonly message: string;
  readonly pos: readonly [number];
}

/** Aliases that name nothing, that stand inside what they name, or that stand for more values than a person means. */
export function aliasProblems(document: Document): readonly AliasProblem[] {
  const problems: AliasProblem[] = [];
  const valuesOf = new Map<Node, number>();
  let aliasedValues = 0;
  // Anchors stand before their aliases, so the values of what an alias names are known when the alias comes.
  const values = (node: Node): number => {
    const known = valuesOf.get(node);
    if (known !== undefined) return known;
    let sum = 0;
    visit(node, {
      Alias: (_, alias) => {
        const target = alias.resolve(document);
        sum += target === undefined ? 0 : values(target);
      },
      Value: () => {
        sum += 1;
      },
    });
    valuesOf.set(node, sum);
    return sum;
  };
  visit(document, {
    Alias: (_, alias, path) => {
      const target = alias.resolve(document);
      if (target === undefined) problems.push(problem(alias, `there is no anchor ${alias.source}`));
      else if (path.some((outer) => isNode(outer) && outer === target)) {
        problems.push(problem(alias, `the alias ${alias.source} stands inside what it names`));
      } else if (problems.length === 0) {
        const before = aliasedValues;
        aliasedValues += values(target);
        if (before <= MOST_ALIASED_VALUES && aliasedValues > MOST_ALIASED_VALUES) {
          problems.push(problem(alias, `aliases must not stand for more than ${MOST_ALIASED_VALUES} values together`));
        }
      }
    },
  });
  return problems;
}

function problem(alias: Alias, message: string): AliasProblem {
  return { message, pos: [alias.range?.[0] ?? 0] };
}
