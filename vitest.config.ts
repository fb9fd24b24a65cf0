import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Takes longer than all others of the parts, and starts processes by the hundred. */
const ALONE = 'test/git/isolation/anomalies.test.ts';

/**
 * What takes longest begins first, so that no processor is idle in the end. Files of one project follow each other: Vitest
 * hands its process on to the next file only then.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ project }: TestSpecification) => ['alone', 'scenarios', 'parts'].indexOf(project.name);
    return sorted.sort((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  test: {
    // Tests change directory and environment, and start processes that share both.
    pool: 'forks',
    // One more than there are processors: most of a test's time is spent in waiting for processes and disks.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    setupFiles: ['test/support/isolate.ts'],
    // Imports JSON without the attribute that Node wants.
    server: { deps: { inline: [/@actions\/workflow-parser/] } },
    // Generous: a scenario starts dozens of processes, on machines that do other things at the same time.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 60_000,
    // The package is built only when a test is to run that installs it, and most tests need no process of their own.
    projects: [
      { extends: true, test: { name: 'alone', include: [ALONE] } },
      {
        extends: true,
        // Leave their process as they found it: one takes file after file, and each module is loaded once.
        test: { name: 'parts', include: ['test/**/*.test.ts'], exclude: ['test/scenarios/**', ALONE], isolate: false },
      },
      {
        extends: true,
        test: { name: 'scenarios', include: ['test/scenarios/**/*.test.ts'], globalSetup: ['test/support/pack.ts'] },
      },
    ],
    coverage: {
      provider: 'v8',
      // Every file counts, also one that no test loads.
      include: ['src/**/*.ts'],
      // Scenarios run the packed product in processes of its own, which nobody counts: the floors stand on what the
      // tests of the parts run. So the files that only tie parts together are named here, and no others may be.
      exclude: ['src/hot.ts', 'src/cli/main.ts'],
      reporter: ['text-summary', 'lcov', 'json-summary'],
      thresholds: { lines: 90, branches: 85 },
    },
  },
});
