import type { FieldReport } from '../model/report.js';
import type { PanelCheck } from './check.js';

const PROMISED = /attain|target|objective|error ratio|error rate|availab/i;
const SHARE_OF_BUDGET = /budget|burn|covered/i;
/** Of what an objective allows: a rounding that is larger hides what is spent of it. */
const MOST_HIDDEN = 0.1;
/** What floating point leaves of a number is no rounding. */
const FLOATING = 1e-9;

/** A ratio that an objective is about is printed with the decimals in which the smallest budget of the panel can be seen. */
export const objectiveDigits: PanelCheck = {
  name: 'objective-digits',
  of: ({ title, fields }) => {
    const targets = fields.filter(isTarget).flatMap(({ printed }) => printed);
    const budgets = targets.map(({ value }) => 1 - value).filter((budget) => budget > 0 && budget < 1);
    if (budgets.length === 0) return [];
    const percent = Math.min(...budgets) * MOST_HIDDEN * 100;
    const needed = Math.max(0, Math.ceil(-Math.log10(2 * percent) - FLOATING));
    return fields
      .filter((field) => isPromised(field, title))
      .flatMap((field) => {
        const { name, printed } = field;
        const hides = ({ value, text }: FieldReport['printed'][number]) =>
          isTarget(field) ? Math.abs(Number.parseFloat(text) - value * 100) > FLOATING : decimalsOf(text) < needed;
        const hidden = printed.find(hides);
        return hidden === undefined
          ? []
          : [
              `${name} is printed as "${hidden.text}" where it is ${hidden.value}, and its objective takes ${needed} decimals`,
            ];
      });
  },
};

function isTarget({ name }: FieldReport): boolean {
  return /target|objective/i.test(name);
}

function decimalsOf(text: string): number {
  return /\.(?<decimals>\d+)/.exec(text)?.groups?.['decimals']?.length ?? 0;
}

function isPromised({ name, unit }: FieldReport, title: string): boolean {
  return unit === 'percentunit' && PROMISED.test(`${title} ${name}`) && !SHARE_OF_BUDGET.test(name);
}
