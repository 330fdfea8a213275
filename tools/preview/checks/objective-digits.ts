import type { FieldReport } from '../model/report.js';
import type { PanelCheck } from './check.js';

const PROMISED = /attain|target|objective|error ratio|error rate|availab/i;
const SHARE_OF_BUDGET = /budget|burn|covered/i;
/** Of what an objective allows: a rounding that is larger hides what is spent of it. */
const MOST_HIDDEN = 0.1;

/** A ratio that an objective is about is printed so that the smallest budget of the panel can be seen in it. */
export const objectiveDigits: PanelCheck = {
  name: 'objective-digits',
  of: ({ title, fields }) => {
    const targets = fields.filter(({ name }) => /target|objective/i.test(name)).flatMap(({ printed }) => printed);
    const budgets = targets.map(({ value }) => 1 - value).filter((budget) => budget > 0 && budget < 1);
    if (budgets.length === 0) return [];
    const most = Math.min(...budgets) * MOST_HIDDEN;
    return fields
      .filter((field) => isPromised(field, title))
      .flatMap(({ name, printed }) => {
        // Floating point itself is no rounding.
        const hidden = printed.find(({ value, text }) => Math.abs(Number.parseFloat(text) / 100 - value) > most + 1e-9);
        return hidden === undefined ? [] : [`${name} is printed as "${hidden.text}" where it is ${hidden.value}`];
      });
  },
};

function isPromised({ name, unit }: FieldReport, title: string): boolean {
  return unit === 'percentunit' && PROMISED.test(`${title} ${name}`) && !SHARE_OF_BUDGET.test(name);
}
