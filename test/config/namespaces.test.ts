import { describe, expect, test } from 'vitest';
import { toldOf } from '../../src/app/told.js';
import { planOf } from '../../src/plan/plan.js';
import { environmentOf } from '../support/environment.js';
import { FILE, problemsIn } from '../support/environment-problems.js';
import { messagesOf } from '../support/messages-of.js';

const TENANTS = 'tenants: { namespaces: [tenant-a, tenant-b] }\n';
const APART = `${TENANTS}scrape: { monitors: perNamespace }\n`;
const off = { enabled: false };
const enforced = {
  tenants: { namespaces: ['tenant-a'] },
  scrape: { monitors: 'perNamespace' },
  prometheus: { enforcedNamespaceLabel: 'monitors' },
  surfaces: { gateway: off, envoy: off, customResources: off },
  slos: [],
};

describe('monitors in the namespaces of their targets', () => {
  test('are accepted where tenants are listed', () => {
    expect(problemsIn(APART)).toEqual([]);
  });

  test('are refused where nobody lists them, by default or by word', () => {
    const refused =
      'scrape.monitors must not be perNamespace where tenants.namespaces is all, since each monitor is written into a namespace that is listed';
    expect(problemsIn('scrape: { monitors: perNamespace }\n')).toEqual([
      `${refused}, got "perNamespace" (${FILE}:1:21)`,
    ]);
    expect(problemsIn('tenants: { namespaces: all }\nscrape: { monitors: perNamespace }\n')).toEqual([
      `${refused}, got "perNamespace" (${FILE}:2:21)`,
    ]);
  });
});

describe('a Prometheus that enforces the namespace of monitors', () => {
  test('is told everything that it would call by a wrong namespace, at once', () => {
    const problems = problemsIn(`${TENANTS}prometheus: { enforcedNamespaceLabel: monitors }\n`);
    expect(problems).toEqual([
      expect.stringContaining(
        'scrape.monitors must be perNamespace where prometheus.enforcedNamespaceLabel is monitors',
      ),
      ...['gateway', 'envoy', 'customResources'].map((surface) =>
        expect.stringContaining(
          `surfaces.${surface}.enabled must be false where prometheus.enforcedNamespaceLabel is monitors, which replaces the tenant`,
        ),
      ),
    ]);
  });

  test('is accepted with what says no tenant itself, and synth says what is not watched', () => {
    const sentences = (settings: object) => messagesOf(toldOf(planOf(environmentOf(settings))).sentences.flat());
    const lost = sentences(enforced).filter((sentence) => sentence.includes('enforcedNamespaceLabel'));
    expect(lost).toEqual([
      'warning: prometheus.enforcedNamespaceLabel is monitors: the gateway, Envoy and the custom resources are not watched, so there ' +
        'are no quotas, users and answers of the gateway; rules of monitoring must be excluded from enforcement (docs/openshift.md)',
    ]);
    expect(sentences({ ...enforced, rules: { namespace: 'rules-7' } }).join()).toContain(
      'rules of rules-7 must be excluded',
    );
    const { prometheus: _, ...plain } = enforced;
    expect(sentences(plain).filter((sentence) => sentence.includes('enforce'))).toEqual([]);
  });

  test('is refused where it enforces that of rules, too, and says what cannot work there', () => {
    expect(problemsIn(`${APART}prometheus: { enforcedNamespaceLabel: all }\n`)).toEqual([
      expect.stringMatching(
        /^prometheus\.enforcedNamespaceLabel must be none or monitors; where rules are enforced, too, no record of several tenants and no alert about the platform could read anything.*, got "all" \(/,
      ),
    ]);
  });
});
