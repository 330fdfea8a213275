import { freeFormed } from './formed-text.js';
import { noVariable } from './untemplated-text.js';
import { freeTextSaying } from './yaml-text.js';

const ADDRESS = /^[a-z]+:\/\/([^/@]*@)?(\[[0-9a-f:.]+\]|[^/:?#[\]]*)(?::([^/?#]*))?([/?#]|$)/i;
const HOST = /^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\.)*[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\.?$/;
const LONGEST_HOST = 253;
const MAX_PORT = 65_535;

/** Whether a name server could know the host of an address, and a port may be what it says; of what is no address it says nothing. */
function isReachable(text: string): boolean {
  const [, , host, port] = ADDRESS.exec(text) ?? [];
  if (host === undefined) return !text.includes('://');
  const isHost = URL.canParse(text) && (host.startsWith('[') || (host.length <= LONGEST_HOST && HOST.test(host)));
  return isHost && (port === undefined || (/^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) <= MAX_PORT));
}

/** The check that an address of this form can be that of something, with what it says; of what has another form the form is told. */
export const reachable = (...forms: readonly RegExp[]) =>
  [
    (text: string) => !forms.some((form) => form.test(text)) || isReachable(text),
    `must have a host name or an IP address, and a port from 1 to ${MAX_PORT} if it has one`,
  ] as const;

const LINKED = /^https?:\/\/(?![^/]*@)[^\s{}"'<>?#]+[^\s{}"'<>?#/]$/;

/** A URL that a Go template leaves alone, that a path may follow, and that shows no password to who gets an alert. */
export const url = freeFormed(
  LINKED,
  'must be an http or https URL without a user, "?", "#", a slash at its end, spaces, quotes or braces',
)
  .refine(...reachable(LINKED))
  // Dashboards link to it.
  .refine(...noVariable);

const PAGE = /^https?:\/\/(?![^/]*@)[^\s{}"'<>]+$/;

/** The URL of one page, which nothing follows: it may say what it asks for, as pages of a wiki do, and which part. */
export const pageUrl = freeFormed(PAGE, 'must be an http or https URL without a user, spaces, quotes or braces').refine(
  ...reachable(PAGE),
);

const WEB = /^https?:\/\/[^\s@{}"'<>?#]+[^\s@{}"'<>?#/]$/;
/** A user of SSH is a name such as git; what it proves itself by is a key, which no address holds. */
const SSH = /^ssh:\/\/([a-z_][a-z0-9_-]*@)?[^\s@{}"'<>?#]+[^\s@{}"'<>?#/]$/;
const SSH_SHORT = /^[a-z_][a-z0-9_-]*@[A-Za-z0-9.-]+:[^\s@{}"'<>?#:]+$/;

const REPOSITORY = [WEB, SSH, SSH_SHORT];
const isRepository = (text: string) => REPOSITORY.some((form) => form.test(text));
const REPOSITORY_RULE =
  'must be an https, http or ssh address of a Git repository without a password, token, "?", "#" or slash at its end; ' +
  'credentials belong in a repository Secret of Argo CD';

/** The address of a Git repository, which everybody who reads the repository may see: without anything secret. */
export const repositoryUrl = freeTextSaying(REPOSITORY_RULE, isRepository)
  .refine(isRepository, REPOSITORY_RULE)
  .refine(...reachable(...REPOSITORY));
