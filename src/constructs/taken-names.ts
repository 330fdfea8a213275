import type { Construct } from 'constructs';
import type { Environment } from '../config/environment.js';
import { placeOf } from '../files/written.js';
import { type Problem, placeText } from '../lib/problem.js';
import { planOf } from '../plan/plan.js';
import { namesInFiles } from '../rules/names-taken.js';
import { namedBefore, namesOf } from './own-told.js';

/** Names of a construct of a program that another one before it, or a file of `rules.extraRules`, has as well, each with where that is. */
export function takenNames(scope: Construct, environment: Environment): readonly Problem[] {
  const own = namesOf(scope);
  const found = [
    ...namedBefore(scope).map(({ name, path }) => ({ name, where: path })),
    ...namesInFiles(planOf(environment).extraRules)
      .filter(({ name }) => own.includes(name))
      .map(({ name, place }) => ({ name, where: placeText(place) })),
  ];
  return found.map(({ name, where }) => ({
    ...placeOf(environment),
    message: `${name} of ${scope.node.path} must have a name of its own, found also in ${where}`,
  }));
}
