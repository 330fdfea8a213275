import type { CounterName, GaugeName, HistogramName } from '../../../src/metrics/catalogue.js';
import type { Counter, Gauge, Histogram, LabelValues, MetricStore } from '../exposition/instruments.js';

/**
 * Makes instruments that feed every one of these names which the generation exposes, under each of these label sets; they
 * feed nothing where it exposes none. So an exporter says what happened once, and each generation shows it under its names.
 */
export interface Feeding {
  readonly counter: (names: readonly CounterName[], ...labelSets: readonly LabelValues[]) => Counter;
  readonly gauge: (names: readonly GaugeName[], ...labelSets: readonly LabelValues[]) => Gauge;
  readonly histogram: (names: readonly HistogramName[], ...labelSets: readonly LabelValues[]) => Histogram;
}

/** Series appear at 0 at once, as where an exporter makes them when it starts. */
export function feedingFromStart(store: MetricStore): Feeding {
  return feeding(store, (make) => {
    const made = make();
    return () => made;
  });
}

/** A series appears when it is fed first, as where a client library makes it when its labels are first named. */
export function feedingFromFirstUse(store: MetricStore): Feeding {
  return feeding(store, (make) => {
    let made: ReturnType<typeof make> | undefined;
    return () => {
      made ??= make();
      return made;
    };
  });
}

type Remembered = <Value>(make: () => Value) => () => Value;

function feeding(store: MetricStore, remembered: Remembered): Feeding {
  const exposed = <Name extends string>(names: readonly Name[]) => names.filter(store.exposes);
  return {
    counter: (names, ...labelSets) => {
      const all = remembered(() =>
        exposed(names).flatMap((name) => labelSets.map((labels) => store.counter(name, labels))),
      );
      return {
        add: (amount) => {
          for (const one of all()) one.add(amount);
        },
      };
    },
    gauge: (names, ...labelSets) => {
      const all = remembered(() =>
        exposed(names).flatMap((name) => labelSets.map((labels) => store.gauge(name, labels))),
      );
      return {
        set: (value) => {
          for (const one of all()) one.set(value);
        },
      };
    },
    histogram: (names, ...labelSets) => {
      const all = remembered(() =>
        exposed(names).flatMap((name) => labelSets.map((labels) => store.histogram(name, labels))),
      );
      return {
        observe: (value, times) => {
          for (const one of all()) one.observe(value, times);
        },
      };
    },
  };
}
