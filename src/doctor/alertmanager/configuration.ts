import { parse } from 'yaml';
import { z } from 'zod';
import type { Matcher } from '../../promql/build.js';

/** A route of Alertmanager, with the routes below it. */
export interface ConfiguredRoute {
  readonly receiver: string;
  readonly matchers: readonly Matcher[];
  readonly goesOn: boolean;
  readonly routes: readonly ConfiguredRoute[];
}

/** An inhibition as Alertmanager has it; whoever has several names the same labels. */
export interface ConfiguredInhibition {
  readonly source: readonly Matcher[];
  readonly target: readonly Matcher[];
  readonly equal: readonly string[];
}

/** What a configuration of Alertmanager says of who is told. */
export interface Configuration {
  readonly root: ConfiguredRoute;
  /** Receivers that tell nobody. */
  readonly silent: readonly string[];
  readonly inhibitions: readonly ConfiguredInhibition[];
}

const texts = z.record(z.string(), z.coerce.string()).nullish();
const list = z.array(z.string()).nullish();
const route: z.ZodType<Written> = z.lazy(() =>
  z.object({
    receiver: z.string().optional(),
    matchers: list,
    match: texts,
    match_re: texts,
    continue: z.boolean().optional(),
    routes: z.array(route).nullish(),
  }),
);
interface Written {
  readonly receiver?: string | undefined;
  readonly matchers?: readonly string[] | null | undefined;
  readonly match?: Readonly<Record<string, string>> | null | undefined;
  readonly match_re?: Readonly<Record<string, string>> | null | undefined;
  readonly continue?: boolean | undefined;
  readonly routes?: readonly Written[] | null | undefined;
}
const file = z.object({
  route,
  receivers: z.array(z.looseObject({ name: z.string() })).default([]),
  inhibit_rules: z
    .array(
      z.object({
        source_matchers: list,
        source_match: texts,
        source_match_re: texts,
        target_matchers: list,
        target_match: texts,
        target_match_re: texts,
        equal: list,
      }),
    )
    .nullish(),
});

const MATCHER = /^\s*\{?\s*"?([^"=!~\s]+)"?\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|(.*?))\s*\}?\s*$/s;
const OPERATORS: readonly Matcher['operator'][] = ['=~', '!~', '!=', '='];

/** Reads a configuration as Alertmanager shows it, secrets hidden. Throws where it is none. */
export function configurationOf(text: string): Configuration {
  const { route: root, receivers, inhibit_rules: rules } = file.parse(parse(text));
  return {
    root: routeOf(root, ''),
    silent: receivers
      .filter((receiver) => !Object.values(receiver).some((value) => Array.isArray(value) && value.length > 0))
      .map(({ name }) => name),
    inhibitions: (rules ?? []).map((rule) => ({
      source: matchersOf(rule.source_matchers, rule.source_match, rule.source_match_re),
      target: matchersOf(rule.target_matchers, rule.target_match, rule.target_match_re),
      equal: rule.equal ?? [],
    })),
  };
}

/** A route that names no receiver has that of the route above it. */
function routeOf(written: Written, above: string): ConfiguredRoute {
  const receiver = written.receiver ?? above;
  return {
    receiver,
    matchers: matchersOf(written.matchers, written.match, written.match_re),
    goesOn: written.continue ?? false,
    routes: (written.routes ?? []).map((one) => routeOf(one, receiver)),
  };
}

function matchersOf(
  written: Written['matchers'],
  equal: Written['match'],
  regex: Written['match_re'],
): readonly Matcher[] {
  return [
    ...(written ?? []).flatMap(matcherOf),
    ...Object.entries(equal ?? {}).map(([label, value]): Matcher => ({ label, operator: '=', value })),
    ...Object.entries(regex ?? {}).map(([label, value]): Matcher => ({ label, operator: '=~', value })),
  ];
}

function matcherOf(text: string): readonly Matcher[] {
  const [, label, sign, quoted, bare = ''] = MATCHER.exec(text) ?? [];
  const operator = OPERATORS.find((one) => one === sign);
  if (label === undefined || operator === undefined)
    throw new Error(`a matcher must be label, operator and value, got ${text}`);
  const value = quoted?.replace(/\\(.)/gs, (_, letter: string) => (letter === 'n' ? '\n' : letter)) ?? bare;
  return [{ label, operator, value }];
}
