import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longer than ten others together, the longest first. */
export const LONGEST = ['test/stories/stories.test.ts', 'test/app/cli.test.ts', 'test/review/every-change.test.ts'];

/**
 * Starts what takes longest first, so that nothing ends alone. Where vitest has not run them before, it goes by the size of files,
 * of which these are small.
 */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}`));
      return found === -1 ? LONGEST.length : found;
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}
