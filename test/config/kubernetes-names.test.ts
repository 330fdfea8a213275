import { describe, expect, test } from 'vitest';
import { dnsSubdomain, isQualifiedName, objectLabels } from '../../src/config/kubernetes-names.js';
import { isDnsLabel } from '../../src/lib/dns-label.js';

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }) => (value: unknown) =>
  schema.safeParse(value).success;

describe('a DNS label', () => {
  test.each([['a'], ['7'], ['tenant-a'], ['a--b'], ['a'.repeat(63)]])('can be %s', (text) => {
    expect(isDnsLabel(text)).toBe(true);
  });

  test.each([[''], ['-a'], ['a-'], ['A'], ['a.b'], ['a_b'], ['ä'], ['a\n'], ['a'.repeat(64)]])(
    'cannot be %j',
    (text) => {
      expect(isDnsLabel(text)).toBe(false);
    },
  );
});

describe('a DNS subdomain', () => {
  const isSubdomain = accepts(dnsSubdomain);
  const of = (length: number) => `${'a.'.repeat(126)}${'b'.repeat(length - 252)}`;

  test.each([['a'], ['a.b-7.c'], [of(253)]])('can be %s', (text) => {
    expect(isSubdomain(text)).toBe(true);
  });

  test.each([[''], ['.a'], ['a.'], ['a..b'], ['a.-b'], ['A.b'], [of(254)]])('cannot be %j', (text) => {
    expect(isSubdomain(text)).toBe(false);
  });
});

describe('the key of a label', () => {
  test.each([['team'], ['Team_1.x-y'], ['example.com/team'], ['a'.repeat(63)], [`${'a'.repeat(253)}/b`]])(
    'can be %s',
    (text) => {
      expect(isQualifiedName(text)).toBe(true);
    },
  );

  test.each([
    [''],
    ['/team'],
    ['example.com/'],
    ['a/b/c'],
    ['_team'],
    ['team-'],
    ['Example.com/team'],
    ['a'.repeat(64)],
    [`${'a'.repeat(254)}/b`],
  ])('cannot be %j', (text) => {
    expect(isQualifiedName(text)).toBe(false);
  });
});

describe('labels of objects', () => {
  const areLabels = accepts(objectLabels);

  test.each([[''], ['x'], ['A_b.c-7'], ['a'.repeat(63)]])('can have the value %j', (value) => {
    expect(areLabels({ team: value })).toBe(true);
  });

  test.each([['-x'], ['x.'], ['a b'], ['a/b'], ['ä'], ['a'.repeat(64)]])('cannot have the value %j', (value) => {
    expect(areLabels({ team: value })).toBe(false);
  });

  test.each([['name'], ['component'], ['part-of'], ['managed-by']])('cannot set app.kubernetes.io/%s', (name) => {
    expect(areLabels({ [`app.kubernetes.io/${name}`]: 'x' })).toBe(false);
    expect(areLabels({ [`example.com/${name}`]: 'x' })).toBe(true);
  });
});
