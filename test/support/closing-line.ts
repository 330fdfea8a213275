import type { Reporter, TestModule } from 'vitest/node';

/** Prints `N passed, N failed` as the last line, for whoever reads only that. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
    const broken = modules.filter((module) => module.state() === 'failed' && module.errors().length > 0).length;
    const count = (state: string) => states.filter((other) => other === state).length;
    const skipped = count('skipped') > 0 ? `, ${count('skipped')} skipped` : '';
    console.log(`${count('passed')} passed, ${count('failed') + broken} failed${skipped}`);
  }
}
