/**
 * What is imported of the package, and the file of src/ that it is. Each becomes one file of lib/; what several read is a file of its
 * own there, which Node loads once.
 */
export const ENTRIES: Readonly<Record<string, string>> = {
  index: 'src/index.ts',
  dashboards: 'src/library/dashboards.ts',
  objectives: 'src/library/objectives.ts',
  promql: 'src/library/promql.ts',
  rules: 'src/library/rules.ts',
};

/** What is started of it, and is no part of what is imported: no declarations are of it. */
export const PROGRAMS: Readonly<Record<string, string>> = {
  'arks-monitoring': 'src/main.ts',
};

/** Of the app that uses the package, which must have one of each: constructs of two copies are no part of one tree. */
export const PEERS: readonly string[] = ['cdk8s', 'constructs'];
