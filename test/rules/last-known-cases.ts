import type { RecordCase } from '../support/record-test.js';

const WANTED = 'application:arks_replicas_wanted:max';
const CHAT = 'application="chat",namespace="tenant-a",role="unified"';
const REASON = 'application="reason",namespace="tenant-a",role="prefill"';
const TEAM = 'namespace="tenant-a",quota_name="team",quota_type="total"';

const STATES = [
  { record: WANTED, name: 'arks_application_spec_replicas', object: CHAT },
  { record: WANTED, name: 'arks_disaggregated_application_spec_replicas', object: REASON },
  { record: 'tenant:arks_quota_used:max', name: 'arks_quota_status_used', object: TEAM },
  { record: 'tenant:arks_quota_limit:max', name: 'arks_quota_spec_limit', object: TEAM },
] as const;

/** A disaggregated application wants one of each role at least, whatever it says of numbers. */
const INFO = 'arks_disaggregated_application_info';
const ofRoles: RecordCase = {
  title: `${INFO} holds for four minutes after it was published last, and not for seven`,
  record: WANTED,
  expr: WANTED,
  inputs: [
    [`${INFO}{application="reason",namespace="tenant-a"}`, '1x11'],
    [`${INFO}{application="reason",namespace="tenant-b"}`, '1x8'],
  ],
  samples: ['decode', 'prefill', 'router'].map(
    (role) => [`{application="reason",namespace="tenant-a",role="${role}"}`, 1] as const,
  ),
};

/** Objects whose exporter is away for some minutes, and others that were deleted: a case ends at its fifteenth minute. */
const ofStates: readonly RecordCase[] = STATES.map(({ record, name, object }) => ({
  title: `${name} holds for four minutes after it was published last, and not for seven`,
  record,
  expr: record,
  inputs: [
    [`${name}{${object}}`, '3x11'],
    [`${name}{${object.replace('tenant-a', 'tenant-b')}}`, '7x8'],
  ],
  samples: [[`{${object}}`, 3]],
}));

export const lastKnownCases: readonly RecordCase[] = [...ofStates, ofRoles];
