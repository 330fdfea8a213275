import { type Change, say } from './change.js';
import type { SaidOfAlerts } from './overrides.js';
import type { Rule } from './rules.js';

/** What objects said of alerts, and say now. */
export interface BothSaid {
  readonly before: SaidOfAlerts;
  readonly after: SaidOfAlerts;
}

/** An alert that nobody is told of any more, of some: what is left of it is told of all others. */
export function switchedOff(
  subject: string,
  { reason, who }: { readonly reason: string; readonly who: string },
): Change {
  return {
    section: 'alerts',
    action: 'removed',
    subject,
    says: [say`is switched off for ${who}: ${reason}`],
    breaking: say`nobody is told of it any more for ${who}`,
  };
}

/** Alerts that overrides switch off, or do not any more, where that is no rule that is gone or new. */
export function switched(
  old: readonly Rule[],
  gone: readonly string[],
  { before, after }: BothSaid,
): readonly Change[] {
  const of = ({ off: reasons }: SaidOfAlerts, others: SaidOfAlerts) =>
    [...reasons].flatMap(([subject, reason]) => {
      const [, alert, override] = /^(\w+) \(([\w-]+)\)$/.exec(subject) ?? [];
      const isKnown = old.some((rule) => rule.alert === alert) || others.off.has(alert ?? '');
      return override === undefined || !isKnown || others.off.has(subject) ? [] : [{ subject, override, reason }];
    });
  return [
    ...of(after, before)
      .filter(({ subject }) => !gone.includes(subject))
      .map(({ subject, override, reason }) => switchedOff(subject, { reason, who: whose(override, after) })),
    ...of(before, after).map(({ subject, override, reason }): Change => {
      const says = [say`is not switched off any more for ${whose(override, before)}, where it was: ${reason}`];
      return { section: 'alerts', action: 'changed', subject, says };
    }),
  ];
}

/** Whom overrides are about, in words: two names where one says a limit and another how it is told. */
export function whose(override: string, { about }: SaidOfAlerts): string {
  return override
    .split('+')
    .map((name) => about.get(name) ?? `what the override ${name} is about`)
    .join(' and ');
}
