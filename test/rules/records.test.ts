import { describe, expect, inject, test } from 'vitest';
import { playRecord } from '../support/record-test.js';
import { controlPlaneCases } from './control-plane-cases.js';
import { gatewayCases } from './gateway-cases.js';
import { identityCases } from './identity-cases.js';
import { overPodsCases } from './over-pods-cases.js';
import { recordCases } from './record-cases.js';

const { promtool } = inject('prometheus');

describe('records stand the usual mistakes', () => {
  test.concurrent.each([...recordCases, ...gatewayCases, ...controlPlaneCases].map((one) => [one.title, one] as const))(
    '%s',
    async (_, one) => {
      expect(await playRecord(promtool, one)).toBe('');
    },
  );
});

describe('records keep apart what is apart', () => {
  test.concurrent.each([...identityCases, ...overPodsCases].map((one) => [one.title, one] as const))(
    '%s',
    async (_, one) => {
      expect(await playRecord(promtool, one)).toBe('');
    },
  );
});
