// A reporter for Vitest: prints how many of its test files were run, because `vitest related` says how many those are and
// never of how many.

/** @typedef {{ moduleId: string }} Specification */

export default class AffectedTests {
  /** @type {{ globTestSpecifications?: () => Promise<Specification[]> } | undefined} */
  #vitest;
  #ran = 0;

  /** @param {{ globTestSpecifications?: () => Promise<Specification[]> }} vitest */
  onInit(vitest) {
    this.#vitest = vitest;
  }

  /** @param {readonly Specification[]} specifications */
  onTestRunStart(specifications) {
    this.#ran = count(specifications);
  }

  // At the end, after all that tests print.
  async onTestRunEnd() {
    const all = await this.#vitest?.globTestSpecifications?.();
    if (all !== undefined) process.stdout.write(`lattice-hooks: ${this.#ran} of ${count(all)} test files\n`);
  }
}

/**
 * A file that belongs to several projects is one.
 * @param {readonly Specification[]} specifications
 */
function count(specifications) {
  return new Set(specifications.map(({ moduleId }) => moduleId)).size;
}
