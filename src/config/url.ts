import { noVariable } from './untemplated-text.js';
import { freeText } from './yaml-text.js';

/** A URL that a Go template leaves alone, that a path may follow, and that shows no password to who gets an alert. */
export const url = freeText
  .regex(
    /^https?:\/\/(?![^/]*@)[^\s{}"'<>?#]+[^\s{}"'<>?#/]$/,
    'must be an http or https URL without a user, "?", "#", a slash at its end, spaces, quotes or braces',
  )
  // Dashboards link to it.
  .refine(...noVariable);

const WEB = /^https?:\/\/[^\s@{}"'<>?#]+[^\s@{}"'<>?#/]$/;
/** A user of SSH is a name such as git; what it proves itself by is a key, which no address holds. */
const SSH = /^ssh:\/\/([a-z_][a-z0-9_-]*@)?[^\s@{}"'<>?#]+[^\s@{}"'<>?#/]$/;
const SSH_SHORT = /^[a-z_][a-z0-9_-]*@[A-Za-z0-9.-]+:[^\s@{}"'<>?#:]+$/;

/** The address of a Git repository, which everybody who reads the repository may see: without anything secret. */
export const repositoryUrl = freeText.refine(
  (text) => [WEB, SSH, SSH_SHORT].some((form) => form.test(text)),
  'must be an https, http or ssh address of a Git repository without a password, token, "?", "#" or slash at its end; ' +
    'credentials belong in a repository Secret of Argo CD',
);
