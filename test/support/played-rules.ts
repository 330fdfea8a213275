import { AsyncLocalStorage } from 'node:async_hooks';
import type { RuleGroup } from '../../src/rules/rule-group.js';
import { promtool } from './promtool.js';

/** A file of promtool's tests, and the rules that it is about. */
export interface PlayedRules {
  readonly groups: readonly RuleGroup[];
  /** What the file says beside the rules. */
  readonly file: {
    readonly evaluation_interval: string;
    readonly group_eval_order?: readonly string[];
    readonly tests: readonly object[];
  };
}

/** Who may know what promtool says of these tests, and has them played where it does not. */
export type Memory = (program: string, tests: PlayedRules, play: () => Promise<string>) => Promise<string>;

/** Whom to ask before promtool is; without anybody everything is played. */
export const askedBefore = new AsyncLocalStorage<Memory>();

interface Waiting extends PlayedRules {
  readonly program: string;
  readonly settle: (complaint: Promise<string>) => void;
}

const waiting: Waiting[] = [];

/**
 * Plays tests of rules; returns what promtool has to complain about, empty when all hold. What is asked for at the same time is
 * played by one promtool, since to start one takes as long as half of a story.
 */
export function playRules(program: string, tests: PlayedRules): Promise<string> {
  const memory = askedBefore.getStore();
  return memory === undefined ? playAnew(program, tests) : memory(program, tests, () => playAnew(program, tests));
}

function playAnew(program: string, { groups, file }: PlayedRules): Promise<string> {
  return new Promise((settle) => {
    if (waiting.push({ program, groups, file, settle }) === 1) setImmediate(playWaiting);
  });
}

function playWaiting(): void {
  const asked = waiting.splice(0);
  for (const program of new Set(asked.map((one) => one.program))) {
    const all = asked.filter((one) => one.program === program);
    const together = complaintOf(program, all);
    for (const one of all) one.settle(together.then((complaint) => ownComplaint(complaint, one, all.length)));
  }
}

/** One promtool does not say whose complaint is whose: each is played once more, alone. */
function ownComplaint(complaint: string, one: Waiting, played: number): string | Promise<string> {
  return complaint === '' || played === 1 ? complaint : complaintOf(one.program, [one]);
}

async function complaintOf(program: string, all: readonly Waiting[]): Promise<string> {
  const rules = new Map(all.map(({ groups }, index) => [JSON.stringify({ groups }), `rules-${index}.yml`]));
  const tests = all.map(({ groups, file }, index) => {
    const rule_files = [rules.get(JSON.stringify({ groups }))];
    return [`test-${index}.yml`, { rule_files, ...file }] as const;
  });
  const files = Object.fromEntries([...[...rules].map(([text, name]) => [name, text] as const), ...tests]);
  const { ok, output } = await promtool(program, ['test', 'rules', ...tests.map(([name]) => name)], files);
  return ok ? '' : output;
}
