import { grouped } from '../support/grouped.js';
import type { RecordCase } from '../support/record-test.js';
import { abandonedCases } from './abandoned-cases.js';
import { accountingCases } from './accounting-cases.js';
import { cacheCases } from './cache-cases.js';
import { controlPlaneCases } from './control-plane-cases.js';
import { dynamoCases } from './dynamo-cases.js';
import { gatewayCases } from './gateway-cases.js';
import { gridEndsCases } from './grid-ends-cases.js';
import { identityCases } from './identity-cases.js';
import { lastKnownCases } from './last-known-cases.js';
import { ownBucketsCases } from './own-buckets-cases.js';
import { batchProgressCases, progressCases, vllmProgressCases } from './progress-cases.js';
import { recordCases } from './record-cases.js';
import { routerCases } from './router-cases.js';
import { transferCases } from './transfer-cases.js';

/** What single records have to stand, besides keeping apart what is apart. */
export const specialCases: readonly RecordCase[] = [
  ...recordCases,
  ...abandonedCases,
  ...ownBucketsCases,
  ...gridEndsCases,
  ...gatewayCases,
  ...dynamoCases,
  ...controlPlaneCases,
  ...lastKnownCases,
  ...accountingCases,
  ...cacheCases,
  ...progressCases,
  ...vllmProgressCases,
  ...batchProgressCases,
  ...routerCases,
  ...transferCases,
];

/** Every case of every record. */
export const casesByRecord: ReadonlyMap<string, readonly RecordCase[]> = grouped(
  [...specialCases, ...identityCases],
  ({ record }) => record,
);
