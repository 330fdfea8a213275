import type { FieldReport } from '../model/report.js';
import type { PanelCheck } from './check.js';
import { meaningOf } from './colours.js';

/** A limit has another colour than what is drawn, and none that calms. */
export const limitColour: PanelCheck = {
  name: 'limit-colour',
  of: ({ type, fields }) => {
    const limited = type === 'timeseries' ? fields.filter(({ limitLines }) => limitLines) : [];
    const limits = new Set(limited.flatMap(({ thresholds }) => thresholds.map(({ colour }) => colour.toLowerCase())));
    return [
      ...limited
        .filter(({ colour }) => limits.has(colour.toLowerCase()))
        .map(({ name, colour }) => `${name} is drawn in ${colour}, the colour of its limit`),
      ...[...limits]
        .filter((colour) => meaningOf(colour) === 'calm')
        .map((colour) => `a limit is drawn in ${colour}, which says that all is well`),
    ];
  },
};

/** Where nothing is wrong, nothing is coloured as if it were: a limit on its wrong side colours what is well. */
export const limitSide: PanelCheck = {
  name: 'limit-side',
  of: ({ fields }, { set }) =>
    set === 'healthy'
      ? fields
          .filter(isAlarmed)
          .map(({ name, text }) => `nothing is wrong, and ${name} at ${text} has the colour of an alarm`)
      : [],
};

function isAlarmed({ stateColour }: FieldReport): boolean {
  return stateColour !== undefined && stateColour !== '' && meaningOf(stateColour) === 'alarm';
}
