import { describe, expect, inject, test } from 'vitest';
import { grouped } from '../support/grouped.js';
import { playRecord } from '../support/record-test.js';
import { specialCases } from './cases.js';
import { identityCases } from './identity-cases.js';

const { promtool } = inject('prometheus');

describe('records stand the usual mistakes', () => {
  test.concurrent.each(specialCases.map((one) => [one.title, one] as const))('%s', async (_, one) => {
    expect(await playRecord(promtool, one.record, [one])).toBe('');
  });
});

describe('what is apart stays apart', () => {
  test.concurrent.each([...grouped(identityCases, ({ record }) => record)])('in %s', async (record, cases) => {
    expect(await playRecord(promtool, record, cases)).toBe('');
  });
});
