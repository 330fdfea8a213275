import type { Thresholds } from '../config/thresholds.js';
import {
  above,
  and,
  atLeast,
  below,
  belowOther,
  dividedBy,
  type Expression,
  equal,
  type Labels,
  number,
  ofAnyLabels,
  times,
  unless,
} from '../promql/build.js';
import { grouping } from '../signals/vocabulary/identity.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import type { Comparison, Condition, Limit, Presence } from './alert.js';
import type { AlertContext } from './alert-context.js';
import { limitValue, secondsDivisor } from './condition-words.js';
import { ownNamespace } from './own-namespace.js';

const COMPARISONS: Readonly<Record<Comparison, (quantity: Expression, limit: number) => Expression>> = {
  above,
  'at least': atLeast,
  below,
  'equal to': equal,
};

/** A condition whose limit is a threshold, or a number that somebody else chose. */
type Held = Omit<Condition, 'limit'> & { readonly limit: Limit | number };

/** What of an alert decides when it fires. */
export interface Conditions {
  readonly when: Held;
  readonly while?: readonly (Held | Presence)[];
  readonly unless?: readonly (Held | Presence)[];
}

/** The expression of an alert: what it judges, where all that must be so is so, and nothing is that must not. */
export function judged(alert: Conditions, context: AlertContext, thresholds: Thresholds): Expression {
  const told = secondsDivisor(signalOf(alert.when, context));
  const met = held(alert.when, context, thresholds);
  const so = (alert.while ?? []).reduce(
    (all, one) => and(all, held(one, context, thresholds), matchedOn(one, context)),
    told === 1 ? met : dividedBy(met, told),
  );
  return (alert.unless ?? []).reduce(
    (all, one) => unless(all, held(one, context, thresholds), matchedOn(one, context)),
    so,
  );
}

/** The series that hold a condition, matched by labels that are data, so no compiler knows them. Throws where two sides are compared in any other way than below. */
function held(condition: Held | Presence, context: AlertContext, thresholds: Thresholds): Expression<string> {
  const signal = signalOf(condition, context);
  if (condition.is === 'there') return ofAnyLabels(context.read(signal));
  const limit = limitValue(condition.limit, thresholds);
  if (signal.sides !== undefined) {
    if (condition.is !== 'below') throw new Error(`${signal.title} must be held to be below a limit`);
    const [one, other] = signal.sides;
    return ofAnyLabels(belowOther(context.read(one), times(context.read(other), number(limit))));
  }
  return ofAnyLabels(COMPARISONS[condition.is](quantity(signal, condition, context), limit));
}

/** What is compared: without a guard that only people need, and of a part of the platform in its own namespace. */
function quantity({ unguarded, ...signal }: Signal, condition: Held, context: AlertContext): Expression {
  const bare = unguarded === undefined ? signal : { ...signal, query: unguarded };
  const { view } = context;
  if (condition.at !== undefined) return bare.query({ ...view, matchers: [ownNamespace(context, condition.at)] });
  // Where it depends on the targets, each kind of them has its own matchers already.
  return typeof condition.signal === 'function' ? bare.query(view) : context.read(bare);
}

function signalOf({ signal }: Held | Presence, context: AlertContext): Signal {
  return typeof signal === 'function' ? signal(context.limitedTargets()) : signal;
}

function matchedOn({ on }: Held | Presence, { view }: AlertContext): Labels | undefined {
  return on === undefined ? undefined : grouping(view, ...on);
}
