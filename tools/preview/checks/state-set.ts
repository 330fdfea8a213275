import type { PanelCheck } from './check.js';

const STATE_LABELS = ['phase', 'condition', 'state'];

/** A state that an object is not in is no row of a table: it reads as if it were. */
export const stateSet: PanelCheck = {
  name: 'state-set',
  of: ({ table, fields }) => {
    const states = table?.columns.filter(({ name }) => STATE_LABELS.includes(name.toLowerCase())) ?? [];
    const isFlag = fields.length === 1 && fields.every(({ least, most }) => least === 0 && (most ?? 0) <= 1);
    return states.length > 0 && isFlag ? [`it has rows of a ${states[0]?.name} that is not so, with the value 0`] : [];
  },
};
