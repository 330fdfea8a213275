import { z } from 'zod';
import { formed } from './formed-text.js';
import { dnsSubdomain, secretKey } from './kubernetes-names.js';
import { whenValid } from './when-valid.js';

/** The only form in which anything secret may be said: where it lies. Objects of a monitor are read in its own namespace. */
const keyOf = (kind: string, what: string, byDefault: string) =>
  z.strictObject({
    name: dnsSubdomain.describe(`Name of the ${kind}, in the namespace of the monitor that names it.`),
    key: secretKey.default(byDefault).describe(`Key of the ${what} in it.`),
  });

const certificate = (what: string, key: string) =>
  z
    .strictObject({
      secret: keyOf('Secret', what, key).optional().describe(`A Secret that holds the ${what}.`),
      configMap: keyOf('ConfigMap', what, key).optional().describe(`A ConfigMap that holds the ${what}.`),
    })
    .refine(({ secret, configMap }) => (configMap === undefined) !== (secret === undefined), {
      error: 'must name either a secret or a configMap',
      ...whenValid(z.looseObject({})),
    })
    .optional();

/** How certificates of targets are verified, and which one is shown. */
export const tlsConfig = z
  .strictObject({
    ca: certificate('authority', 'ca.crt').describe('The authority that signed the certificates of the targets.'),
    cert: certificate('client certificate', 'tls.crt').describe('The certificate by which Prometheus says who it is.'),
    keySecret: keyOf('Secret', 'private key', 'tls.key').optional().describe('The private key of cert.'),
    serverName: dnsSubdomain
      .optional()
      .describe(
        'The name in the certificates; Prometheus asks pods by their addresses, which certificates rarely have.',
      ),
    insecureSkipVerify: z.boolean().default(false).describe('Whether certificates are not verified at all.'),
  })
  .refine(({ cert, keySecret }) => (cert === undefined) === (keySecret === undefined), {
    error: 'must be set together with cert, of which it is the key',
    path: ['keySecret'],
    ...whenValid(z.looseObject({})),
  });

/** A scheme of authentication with a secret that a Secret holds. */
export const authorization = z
  .strictObject({
    type: formed(/^[A-Za-z][A-Za-z0-9-]*$/, 'must be a scheme of authentication such as Bearer')
      .default('Bearer')
      .describe('Scheme of authentication.'),
    credentials: keyOf('Secret', 'credentials', 'token').describe('The Secret that holds the credentials.'),
  })
  .refine(({ type }) => type.toLowerCase() !== 'basic', {
    error: 'must not be Basic, which basicAuth says',
    path: ['type'],
    ...whenValid(z.object({ type: z.string() })),
  });

/** A user with a password, each in a Secret. */
export const basicAuth = z.strictObject({
  username: keyOf('Secret', 'user', 'username').describe('The Secret that holds the user.'),
  password: keyOf('Secret', 'password', 'password').describe('The Secret that holds the password.'),
});
