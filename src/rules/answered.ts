import type { Environment } from '../config/environment.js';
import type { RuntimeName } from '../config/runtimes.js';
import { SURFACES, type SurfaceName, surfaceFacts } from '../config/surfaces.js';
import { rememberedByReads } from '../lib/by-reads.js';
import { memoize } from '../lib/memoize.js';
import { catalogue } from '../metrics/catalogue.js';
import type { Component } from '../metrics/components.js';
import { prometheus } from '../metrics/prometheus.js';
import { type Matcher, treeOf } from '../promql/build.js';
import { metricOf } from '../promql/names.js';
import { partsOf, type Selector, type Tree } from '../promql/tree.js';
import { isZero } from '../promql/zero.js';
import type { ScrapedSurface } from '../scraping/scraped.js';
import { subjects } from '../signals/records.js';
import { runtimesRead } from '../signals/runtimes/index.js';
import { ruleView } from '../signals/vocabulary/view.js';
import { isOfRuntimes } from './of-runtimes.js';

/** Who answers a query: targets of a surface, or somebody whom no surface is about, as Prometheus itself. */
export type Answering = SurfaceName | 'elsewhere';
/** Who can answer an expression in an environment; nobody, where it stays empty there whatever happens. */
export type Answered = (expression: Tree) => ReadonlySet<Answering>;

interface Known {
  readonly settings: Pick<Environment, 'cluster' | 'runtimes' | 'surfaces'>;
  readonly scraped: readonly ScrapedSurface[];
  /** The names of everything that is recorded. */
  readonly recordedNames: ReadonlySet<string>;
}

const NOBODY: ReadonlySet<Answering> = new Set();
const ELSEWHERE: ReadonlySet<Answering> = new Set(['elsewhere']);
/** What Prometheus writes of each target that it scrapes. */
const OF_TARGETS: readonly string[] = prometheus.map(({ name }) => name).filter((name) => !name.startsWith('ALERTS'));
/** Labels that only targets in the namespaces of tenants have. */
const OF_REPLICAS: readonly string[] = ['application', 'role'];
/** What exporters that others scrape show, and nothing of ours does. */
const OF_OTHERS: readonly Component[] = ['kubernetes', 'dcgm', 'prometheus'];
const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set(
  catalogue.filter(({ component }) => OF_OTHERS.includes(component)).map(({ name }) => name),
);
/** Answer where nothing is there. */
const OF_NOTHING: readonly string[] = ['absent', 'absent_over_time', 'vector', 'time'];

/**
 * Who can answer what in an environment: a metric those surfaces that are scraped and keep it, a record whoever answers one of the rules
 * that write it, and a comparison or a ratio nobody where one of its sides has nobody. A 0 that stands in for nothing answers nothing.
 * What a target shows on its own account, an option of its start or what happens to it, is not asked here.
 */
export function answeredIn({ settings, scraped, recordedNames }: Known): Answered {
  const facts: Facts = {
    label: settings.cluster.label,
    runtimes: runtimesRead(settings.runtimes),
    enabled: SURFACES.filter((name) => settings.surfaces[name].enabled),
    scraped: scraped.map(({ name, job, kept }) => ({ name, job, kept: kept.map((metric) => metric.name) })),
    recorded: [...recordedNames],
  };
  return remembered([JSON.stringify(facts)], facts, () => answeredBy(facts));
}

/** So many kinds of environments, each with 100 kB of what its rules read. */
const MOST_REMEMBERED = 100;
/** One and the same function where all that it knows is the same. */
const remembered = rememberedByReads<Facts, Answered>(MOST_REMEMBERED);

/** What follows from an environment, without the environment. */
interface Facts {
  readonly label: string;
  readonly runtimes: readonly RuntimeName[];
  readonly enabled: readonly SurfaceName[];
  readonly scraped: readonly Scraped[];
  readonly recorded: readonly string[];
}

interface Scraped extends Pick<ScrapedSurface, 'name' | 'job'> {
  readonly kept: readonly string[];
}

function answeredBy({ label, runtimes, enabled, scraped, recorded: names }: Facts): Answered {
  const view = ruleView(label, runtimes);
  const rules = new Map<string, Tree[]>();
  for (const { surfaces, recorded } of subjects) {
    if (!surfaces.some((surface) => enabled.includes(surface))) continue;
    for (const rule of recorded.flatMap((one) => one.rules).filter((one) => isOfRuntimes(one, { runtimes }))) {
      rules.set(rule.record, [...(rules.get(rule.record) ?? []), treeOf(rule.expression(view))]);
    }
  }
  const keeping = new Map<string, Scraped[]>();
  for (const surface of scraped) {
    for (const name of surface.kept) keeping.set(name, [...(keeping.get(name) ?? []), surface]);
  }
  const recordedNames = new Set(names);
  const known = new WeakMap<Tree, ReadonlySet<Answering>>();
  const ofRecord = memoize((name: string): ReadonlySet<Answering> => {
    const written = rules.get(name);
    if (written !== undefined) return union(written.map(answered));
    return recordedNames.has(name) ? ELSEWHERE : NOBODY;
  }, recordedNames.size);

  function ofSelector({ name, matchers }: Selector): ReadonlySet<Answering> {
    const metric = metricOf(name);
    if (metric === undefined) return narrowed(name.includes(':') ? ofRecord(name) : NOBODY, matchers);
    if (OF_TARGETS.includes(metric)) {
      const ofReplicas = matchers.some(({ label, value }) => OF_REPLICAS.includes(label) && value === '');
      const targets = scraped.filter((one) => !ofReplicas || surfaceFacts[one.name].of === 'tenants');
      return narrowed(namesOf(targets.filter((one) => hasJob(one, matchers))), matchers);
    }
    const kept = keeping.get(metric);
    if (kept !== undefined) return narrowed(namesOf(kept.filter((one) => hasJob(one, matchers))), matchers);
    return SHOWN_ELSEWHERE.has(metric) ? ELSEWHERE : NOBODY;
  }

  function answered(tree: Tree): ReadonlySet<Answering> {
    const before = known.get(tree);
    if (before !== undefined) return before;
    const found = answeredAnew(tree);
    known.set(tree, found);
    return found;
  }

  function answeredAnew(tree: Tree): ReadonlySet<Answering> {
    if (tree.kind === 'selector') return ofSelector(tree);
    if (tree.kind === 'call' && OF_NOTHING.includes(tree.name)) return ELSEWHERE;
    if (tree.kind === 'binary' && tree.operator === 'or') {
      return isZero(tree.right) ? answered(tree.left) : union([answered(tree.left), answered(tree.right)]);
    }
    if (tree.kind === 'binary' && tree.operator === 'unless') return answered(tree.left);
    const parts = partsOf(tree)
      .filter(({ kind }) => kind !== 'literal')
      .map(answered);
    if (parts.some((part) => part.size === 0)) return NOBODY;
    return parts.length === 0 ? ELSEWHERE : union(parts);
  }
  return answered;
}

function union(all: readonly ReadonlySet<Answering>[]): ReadonlySet<Answering> {
  return new Set(all.flatMap((one) => [...one]));
}

function namesOf(surfaces: readonly Scraped[]): ReadonlySet<Answering> {
  return new Set(surfaces.map(({ name }) => name));
}

/** Those whose replicas have a role that is asked for; custom resources speak of every role. */
function narrowed(all: ReadonlySet<Answering>, matchers: readonly Matcher[]): ReadonlySet<Answering> {
  const roles = matchers.filter(({ label, value }) => label === 'role' && value !== '' && !value.includes('$'));
  if (roles.length === 0) return all;
  return new Set([...all].filter((one) => rolesOf(one)?.some((role) => roles.every(matches(role))) ?? true));
}

function rolesOf(one: Answering): readonly string[] | undefined {
  if (one === 'elsewhere' || surfaceFacts[one].of === 'platform') return undefined;
  const { roles = [] } = surfaceFacts[one];
  // What no custom resource wants replicas of is told as the others of its kind.
  return roles.length === 0 ? ['unified'] : roles;
}

/** Whether a surface has targets of a job that is asked for. A job that is a regex is held against what is asked for as it stands. */
function hasJob({ job }: Scraped, matchers: readonly Matcher[]): boolean {
  const asked = matchers.filter(({ label }) => label === 'job');
  return asked.every((matcher) => matches(job)(matcher) || matcher.value.split('|').includes(job));
}

const matches =
  (text: string) =>
  ({ operator, value }: Matcher): boolean => {
    const isEqual = operator.endsWith('~') ? new RegExp(`^(?:${value})$`).test(text) : value === text;
    return isEqual === !operator.startsWith('!');
  };
