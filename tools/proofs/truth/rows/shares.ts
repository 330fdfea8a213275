import { tenantShare } from '../../../../src/signals/tenants/shares.js';
import { averaged, known, type Moment, rated } from '../row.js';
import { keyOf, picked } from '../tally.js';
import type { Expected } from '../windows.js';
import { chargedTokens, computedTokens } from './gateway.js';

/** What is charged and not computed, as a share of what is charged, between the least and the most that both may be. */
export function drift(moment: Moment): readonly Expected[] {
  const computed = new Map(averaged(computedTokens)(moment).map((one) => [keyOf(one.labels), one]));
  return averaged(chargedTokens)(moment).flatMap((charge) => {
    const own = computed.get(keyOf(charge.labels));
    if (own === undefined || charge.value <= 0) return [];
    const share = (charged: number, made: number) => Math.max(0, (charged - made) / charged);
    const value = share(charge.value, own.value);
    const least = share(charge.value - charge.unseen, own.value + own.added);
    const most = share(charge.value + charge.added, own.value - own.unseen);
    return [{ labels: charge.labels, value, unseen: value - least, added: most - value }];
  });
}

/** The output of each user by that of the whole model. */
export function share(moment: Moment): readonly Expected[] {
  const models = new Map(
    rated('output of users', ['namespace', 'model'])(moment).map((one) => [keyOf(one.labels), one]),
  );
  return rated(
    'output of users',
    tenantShare.labels,
  )(moment).flatMap((one) => {
    const all = models.get(keyOf(picked(one.labels, ['namespace', 'model'])))?.value ?? 0;
    return all > 0 ? [known(one.labels, one.value / all)] : [];
  });
}

/** Those to whom some output went. */
export function active(moment: Moment): readonly Expected[] {
  const users = rated('output of users', ['namespace', 'user'])(moment).filter(({ value }) => value > 0);
  return users.length === 0 ? [] : [known({}, users.length)];
}
