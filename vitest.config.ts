import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Tests of these folders leave their process as they found it: one takes file after file, and each module is loaded once. */
const TOGETHER =
  'test/{asciidoc,code-blocks,comments,commit-message,config,contracts,core,coverage,coverage-gate,diagnoses,doc-links,documents,engine,external-links,findings-gate,foreign-config,gates,lcov,library,markdown,mdx,migrations,report-markdown,report-page,report-text,reports,rst,scan-report,scans,setup,shell,smoke,stores,tasks,tool-output,work,workflow-lint,workflows,xml,yaml}/**';

export default defineConfig({
  test: {
    // Tests change directory and environment, and start processes that share both.
    pool: 'forks',
    // All processors: Vitest leaves one of them idle, and most of a test's time is spent in waiting for processes.
    maxWorkers: availableParallelism(),
    setupFiles: ['test/support/isolate.ts'],
    // Imports JSON without the attribute that Node wants.
    server: { deps: { inline: [/@actions\/workflow-parser/] } },
    // Generous: a scenario starts dozens of processes, on machines that do other things at the same time.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // The package is built only when a test is to run that installs it, and most tests need no process of their own.
    projects: [
      {
        extends: true,
        test: { name: 'parts', include: ['test/**/*.test.ts'], exclude: ['test/scenarios/**', TOGETHER] },
      },
      { extends: true, test: { name: 'together', include: [`${TOGETHER}/*.test.ts`], isolate: false } },
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
