import { pageChecks } from '../../src/doctor/checks/page/index.js';
import { examine } from '../../src/doctor/examine.js';
import type { Told } from '../../src/doctor/finding.js';
import { type GotPage, pageOf } from '../../src/doctor/page/page.js';
import { EVERYTHING_DRAWN } from '../../src/documented/everything.js';
import { planned } from '../../src/documented/planned.js';
import { environmentOf } from '../support/environment.js';

/** What is found of a page in an environment where everything is on, or in one with these settings. */
export function foundOf(text: string, { answer, settings }: { answer?: GotPage['answer']; settings?: object } = {}) {
  const plan = planned(settings === undefined ? EVERYTHING_DRAWN : environmentOf(settings));
  const got = { where: 'page', bytes: Buffer.byteLength(text), text, ...(answer === undefined ? {} : { answer }) };
  const page = pageOf(got, plan);
  const findings = examine({ plan, isOfEnvironment: false, now: 0, sources: { page }, unanswered: [] }, pageChecks);
  return { page, findings };
}

/** What is wrong, notes aside. */
export function wrongIn(findings: readonly Told[]): readonly string[] {
  return findings.filter(({ severity }) => severity !== 'note').map(({ check, subject }) => `${check}: ${subject}`);
}
