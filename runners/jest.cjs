// A reporter for Jest: prints how many of its test files were run, because `--findRelatedTests` says how many those are and
// never of how many. It keeps silent where Jest did not look for importers of every file that it was told of: what lies outside
// of its `roots`, or in another of several projects, leads it to no test.

module.exports = class AffectedTests {
  /** @param {{ rootDir: string, projects: readonly string[], nonFlagArgs: readonly string[] }} config The global one. */
  constructor({ rootDir, projects, nonFlagArgs }) {
    this.folder = rootDir;
    this.projects = projects;
    this.changed = nonFlagArgs;
  }

  /**
   * @param {ReadonlySet<any>} contexts One for each project that has a test to run.
   * @param {{ numTotalTestSuites: number }} results
   */
  onRunComplete(contexts, { numTotalTestSuites }) {
    if (this.projects.length > 1 || contexts.size !== 1) return;
    const { SearchSource } = require(require.resolve('jest', { paths: [this.folder] }));
    for (const context of contexts) {
      if (!this.changed.every((file) => context.hasteFS.exists(file))) return;
      const source = new SearchSource(context);
      const tests = context.hasteFS.getAllFiles().filter((/** @type {string} */ file) => source.isTestFilePath(file));
      process.stderr.write(`lattice-hooks: ${numTotalTestSuites} of ${tests.length} test files\n`);
    }
  }
};
