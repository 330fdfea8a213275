import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { environmentJsonSchema } from '../../src/files/json-schema.js';
import { PROJECT } from '../support/commands.js';

const withPattern = z.object({ pattern: z.string() });
const scrapeProperties = z.object({
  interval: withPattern,
  timeout: withPattern,
  keep: z.object({
    items: z.object({
      anyOf: z.tuple([withPattern, z.object({ properties: z.object({ unlisted: withPattern }) })]),
    }),
  }),
});
const scrapeSchema = z.object({
  properties: z.object({ scrape: z.object({ properties: scrapeProperties }) }),
});
const ENVIRONMENTS = join(PROJECT, 'environments');
const textOf = (file: string) => readFileSync(join(ENVIRONMENTS, file), 'utf8');

test('environments/environment.schema.json is what the schema says today', () => {
  expect(textOf('environment.schema.json')).toBe(environmentJsonSchema());
});

test('every committed environment names it in the first line, where editors look', () => {
  const files = readdirSync(ENVIRONMENTS).filter((name) => name.endsWith('.yaml'));
  expect(files).toContain('quickstart.yaml');
  const lines = files.map((file) => textOf(file).split('\n', 1)[0]);
  expect(new Set(lines)).toEqual(new Set(['# yaml-language-server: $schema=./environment.schema.json']));
});

describe('editors accept by it', () => {
  const schema = z.fromJSONSchema(JSON.parse(environmentJsonSchema()));
  const accepted = (yaml: string) => schema.safeParse(parse(yaml)).success;

  test.each([
    ['the name of a shared file', 'extends: _gpu-large.yaml'],
    [
      'half of what belongs together, since a shared file may have the other',
      'surfaces: { operator: { tokenSecret: { name: a } } }',
    ],
    ['null for a text', 'cluster: { name: null }'],
    ['null for a section', 'scrape: null'],
    ['null for one of a few words', 'grafana: { dashboards: { delivery: null } }'],
    ['null for a list', 'tenants: { namespaces: null }'],
    ['null for a label', 'monitoring: { labels: { team: null } }'],
  ])('%s', (_, yaml) => {
    expect(accepted(yaml)).toBe(true);
  });

  test.each([
    ['another environment to extend', 'extends: eu-1.yaml'],
    ['two files to extend', 'extends: [_a.yaml, _b.yaml]'],
    ['a section that nobody knows', 'zebra: {}'],
    ['a number for a text', 'cluster: { name: 17 }'],
    ['another word than the few', 'grafana: { dashboards: { delivery: pigeon } }'],
    ['null in a list, which is replaced as a whole', 'runtimes: [null]'],
    ['half an objective, since lists are not merged', 'slos: [{ name: a }]'],
  ])('and refuse %s', (_, yaml) => {
    expect(accepted(yaml)).toBe(false);
  });
});

test('editors learn from it what durations and names of metrics look like', () => {
  const { interval, timeout, keep } = scrapeSchema.parse(JSON.parse(environmentJsonSchema())).properties.scrape
    .properties;
  const matching = (pattern: string, texts: readonly string[]) =>
    texts.filter((text) => new RegExp(pattern).test(text));
  for (const { pattern } of [interval, timeout]) {
    expect(matching(pattern, ['30s', '1m30s', '10m', '0s', '30', '', '1.5s'])).toEqual(['30s', '1m30s', '10m']);
  }
  const [listed, { properties }] = keep.items.anyOf;
  for (const { pattern } of [listed, properties.unlisted]) {
    expect(matching(pattern, ['vllm:num_requests_running', 'go_goroutines', '7up', 'a-b'])).toEqual([
      'vllm:num_requests_running',
      'go_goroutines',
    ]);
  }
});
