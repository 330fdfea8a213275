import { z } from 'zod';
import { distinct } from './distinct.js';
import { formed, freeFormed } from './formed-text.js';
import { dnsLabel, dnsSubdomain } from './kubernetes-names.js';
import { reachable, repositoryUrl } from './url.js';
import { constructId, freeTextSaying } from './yaml-text.js';

/** Folder of `dist` that the Applications are written to, which no environment may be named after. */
export const APPLICATIONS_FOLDER = 'argocd';

/** Argo CD reads one number and one unit everywhere; more than that only in some versions. */
const pause = formed(/^[1-9]\d{0,4}[smh]$/, 'must be one number and one of s, m, h, such as 30s');

/** The root of a repository, or a folder below it. */
export const FOLDER_PATH = /^(\.|(?!.*(^|\/)\.{1,2}(\/|$))[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*)$/;

/** A cluster by its name, or by the address of its API server. */
const DESTINATION = /^(https:\/\/(?![^/]*@)[^\s{}"'<>?#]+|(?!.*:\/\/)[A-Za-z0-9][A-Za-z0-9._:/@-]*)$/;

const retry = z
  .strictObject({
    limit: z
      .int('must be a whole number')
      .nonnegative('must not be below 0')
      .default(5)
      .describe('How many times a failed sync is retried.'),
    firstPause: pause.default('5s').describe('Wait before the first retry.'),
    factor: z
      .int('must be a whole number')
      .positive('must be above 0')
      .default(2)
      .describe('Factor by which each wait is longer than the previous one.'),
    longestPause: pause.default('3m').describe('No wait is longer than this.'),
  })
  .prefault({});

const ignoredDifference = z.strictObject({
  group: freeFormed(/^[a-z0-9.-]*$/, 'must be an API group such as apps, or empty for the core group')
    .default('')
    .describe('API group of the kind; empty for the core group.'),
  kind: formed(/^[A-Z][A-Za-z0-9]*$/, 'must be a kind such as Deployment').describe('Kind of the objects.'),
  name: dnsLabel.optional().describe('Name of a single object; without it, all objects of the kind.'),
  jsonPointers: z
    .array(freeFormed(/^(\/([^~\s]|~[01])+)+$/, 'must be a JSON pointer such as /spec/replicas'))
    .min(1, 'must name at least one field')
    .describe('Fields that may differ from Git.'),
  reason: freeTextSaying('must be the reason, as a text')
    .min(1, 'must not be empty')
    .describe('Who else writes these fields, and why that is right; it is written to the Application.'),
});

/** Options of a sync that the Application has by itself, or for which there is a setting. */
const OWN_SYNC_OPTIONS = [
  ...['ServerSideApply', 'CreateNamespace', 'FailOnSharedResource', 'PruneLast', 'RespectIgnoreDifferences'],
  'SkipDryRunOnMissingResource',
];

const syncOption = freeFormed(
  /^[A-Za-z]+=[A-Za-z0-9,._/-]+$/,
  'must be a name and a value, such as Validate=false',
).refine(
  (option) => !OWN_SYNC_OPTIONS.includes(option.split('=', 1)[0] ?? ''),
  `must not set ${OWN_SYNC_OPTIONS.join(', ')}, which are written already`,
);

/** How Argo CD brings an environment into its cluster. Where this section is missing there is no Application. */
export const argocd = z
  .strictObject({
    name: dnsLabel
      .refine(...constructId)
      .optional()
      .describe('Name of the Application; by default arks-monitoring-<environment>.'),
    namespace: dnsLabel
      .default('argocd')
      .describe('Namespace of the Application, which Argo CD must watch for Applications.'),
    project: dnsSubdomain.default('default').describe('AppProject that allows the repository and the cluster.'),
    repoUrl: repositoryUrl.describe('Address of the repository that holds dist/; never with a password or token.'),
    revision: freeFormed(/^[A-Za-z0-9][A-Za-z0-9._/+-]*$/, 'must be a branch, a tag or a commit')
      .default('HEAD')
      .describe('Branch, tag or commit; HEAD is the default branch.'),
    path: freeFormed(
      FOLDER_PATH,
      'must be . for the root of the repository or a path from there, without . and .. in it and without a slash at either end',
    )
      .optional()
      .describe('Folder in the repository; by default dist/<environment>.'),
    destination: freeFormed(
      DESTINATION,
      'must be the name of a cluster in Argo CD, or the https address of its API server without a user',
    )
      .refine(...reachable(DESTINATION))
      .describe('Cluster: its name in Argo CD, or the https address of its API server.'),
    createNamespace: z
      .boolean()
      .default(false)
      .describe('Whether a missing monitoring.namespace is created; usually it exists already.'),
    prune: z
      .boolean()
      .default(true)
      .describe('Whether objects that were removed from dist/ are deleted; an alert that stays behind keeps firing.'),
    selfHeal: z.boolean().default(true).describe('Whether manual changes are undone.'),
    syncOptions: z
      .array(syncOption)
      .refine(...distinct('must name each option once', { before: '=' }))
      .default([])
      .describe('Further sync options, as Argo CD spells them, in addition to those that are always written.'),
    retry: retry.describe('What happens after a failed sync.'),
    ignoreDifferences: z
      .array(ignoredDifference)
      .default([])
      .describe('Fields of objects that something other than Argo CD may write.'),
  })
  .optional();

/** The section of an environment that has one. */
export type ArgoCd = NonNullable<z.output<typeof argocd>>;
