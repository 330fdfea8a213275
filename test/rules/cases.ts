import { grouped } from '../support/grouped.js';
import type { RecordCase } from '../support/record-test.js';
import { controlPlaneCases } from './control-plane-cases.js';
import { gatewayCases } from './gateway-cases.js';
import { identityCases } from './identity-cases.js';
import { recordCases } from './record-cases.js';

/** What single records have to stand, besides keeping apart what is apart. */
export const specialCases: readonly RecordCase[] = [...recordCases, ...gatewayCases, ...controlPlaneCases];

/** Every case of every record. */
export const casesByRecord: ReadonlyMap<string, readonly RecordCase[]> = grouped(
  [...specialCases, ...identityCases],
  ({ record }) => record,
);
