import { nearest } from '../../src/lib/nearest.js';

/** What is wrong with one value: one sentence, or none. */
type Problems = readonly string[];

export function wholeNumber(path: string, value: number, least: number): Problems {
  return Number.isInteger(value) && value >= least
    ? []
    : [`${path} must be a whole number of at least ${least}, got ${value}`];
}

/** Infinity is a number here: a model that never loads has it. */
export function atLeast(path: string, value: number, least: number): Problems {
  return value >= least ? [] : [`${path} must be at least ${least}, got ${value}`];
}

export function aboveZero(path: string, value: number): Problems {
  return value > 0 && Number.isFinite(value) ? [] : [`${path} must be a number above 0, got ${value}`];
}

export function share(path: string, value: number): Problems {
  return value >= 0 && value <= 1 ? [] : [`${path} must be a share from 0 to 1, got ${value}`];
}

/** Names the one that a typo most likely meant, and all that are allowed where none is near. */
export function oneOf(path: string, name: string, allowed: readonly string[]): Problems {
  if (allowed.includes(name)) return [];
  const meant = nearest(name, allowed);
  const hint = meant === undefined ? `allowed are ${allowed.join(', ')}` : `did you mean ${meant}?`;
  return [`${path} must be a known name, got "${name}"; ${hint}`];
}

export function differentNames(path: string, names: readonly string[]): Problems {
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...twice].map((name) => `${path} must have different names, got ${name} twice`);
}
