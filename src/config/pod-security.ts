import { z } from 'zod';
import { formed } from './formed-text.js';
import { labelValue } from './kubernetes-names.js';

/** Kubernetes takes no higher user and no higher group (validation.IsValidUserID and IsValidGroupID of k8s.io/apimachinery). */
export const HIGHEST_ID = 2_147_483_647;
const NO_GROUP = `must be a group above 0 and at most ${HIGHEST_ID}`;
const group = z.int({ error: NO_GROUP }).positive(NO_GROUP).max(HIGHEST_ID, NO_GROUP);
/** Below the folder in which kubelet looks for profiles, which no name may leave. */
const PROFILE = /^(?!.*\.\.)[\w.-]+(\/[\w.-]+)*$/;

/** What a platform may ask of a pod beside its user. There is no word here for more rights: those that it has are none. */
export const podSecurity = z
  .strictObject({
    fsGroup: group.optional().describe('Group of its volumes.'),
    supplementalGroups: z
      .array(group)
      .max(20, 'must be at most 20')
      .default([])
      .describe('Further groups of its process.'),
    seccompProfile: z
      .strictObject({
        type: z.enum(['RuntimeDefault', 'Localhost']).default('RuntimeDefault').describe('Whose profile it is.'),
        localhostProfile: formed(PROFILE, 'must be a path below the folder of profiles of kubelet')
          .optional()
          .describe('Path of a profile on the node; only with type Localhost.'),
      })
      .refine(({ type, localhostProfile }) => (type === 'Localhost') === (localhostProfile !== undefined), {
        error: 'must be given with type Localhost, and only there',
        path: ['localhostProfile'],
      })
      .prefault({})
      .describe('Which calls of the kernel it may make; never all.'),
    seLinuxOptions: z
      .strictObject({
        user: labelValue.optional().describe('SELinux user.'),
        role: labelValue.optional().describe('SELinux role.'),
        type: labelValue.optional().describe('SELinux type.'),
        level: formed(/^[a-z0-9.,:-]+$/, 'must be a level such as s0:c123,c456')
          .optional()
          .describe('SELinux level.'),
      })
      .prefault({})
      .describe('SELinux labels of its process.'),
  })
  .prefault({})
  .describe(
    'Security context of its pod beside its user. It always runs as no root, with a file system that it cannot write to, without ' +
      'capabilities and without getting more rights.',
  );
