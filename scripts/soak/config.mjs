// The config of the soak, how people change it, and what it means: as the documents say it, without a line of the product.

/** @typedef {import('../support/random.mjs').Random} Random */

/**
 * The keys of a task that the soak uses.
 * @typedef {object} TaskConfig
 * @property {readonly string[]} run
 * @property {readonly string[]} [fix]
 * @property {string | readonly string[]} [files]
 * @property {'file' | 'project'} [scope]
 * @property {readonly string[]} [inputs]
 * @property {readonly string[]} [env]
 * @property {readonly string[]} [passEnv]
 * @property {readonly string[]} [outputs]
 * @property {readonly string[]} [needs]
 * @property {boolean} [cache]
 * @property {boolean} [warn]
 * @property {{ readonly branches: readonly string[], readonly not?: readonly 'merge'[] }} [when]
 */

/** @typedef {{ on?: string[], tasks: Record<string, TaskConfig> }} TierConfig */
/** @typedef {{ link?: string[], audit?: number, tiers: Record<string, TierConfig> }} Config */

/** Files that the tool `soak-check` takes rules from. */
const RULES = ['rules/**', 'own.ignored'];

/** Depends on what nobody declares, so that a pass of it is worth nothing: it is never there without an audit of all. @type {TaskConfig} */
const MOODY = { run: ['soak-mood', '{files}'], files: '**/*.txt', scope: 'file' };

const CHECK = /** @type {const} */ (['soak-check', '-r', 'base', '{files}']);

/** @returns {Config} */
export function firstConfig() {
  return {
    link: ['own.ignored', 'rules/own.ignored'],
    tiers: {
      fast: {
        on: ['pre-commit', 'pre-merge-commit'],
        tasks: {
          each: { run: CHECK, files: ['src/**', 'pkg/**'], scope: 'file', inputs: RULES, env: ['RULE_ENV'] },
          script: { run: ['sh', 'scripts/lint.sh', '{files}'], files: 'src/**', scope: 'file', inputs: RULES },
          whole: { run: ['soak-scan', 'p'], files: 'src/**', inputs: ['rules/**'], env: ['SCAN_ENV'] },
          tidy: {
            run: ['soak-tidy', '--check', '{files}'],
            fix: ['soak-tidy', '{files}'],
            files: 'doc/**',
            scope: 'file',
          },
        },
      },
      slow: {
        on: ['pre-push'],
        tasks: { tests: { run: ['soak-scan', 't'], files: 'src/**', inputs: ['rules/**'], passEnv: ['PASSED'] } },
      },
    },
  };
}

/** The config of a folder inside. @param {Random} random @returns {Config} */
export function nestedConfig(random) {
  const env = random.isIn(0.5) ? ['RULE_ENV'] : [];
  const on = random.isIn(0.5) ? ['pre-commit'] : ['pre-commit', 'pre-push'];
  const scope = random.isIn(0.5) ? 'file' : 'project';
  /** @type {Record<string, TaskConfig>} */
  const tasks = { inside: { run: CHECK, files: '**/*.txt', scope, inputs: RULES, env } };
  if (random.isIn(0.5)) return { tiers: { inner: { on, tasks } } };
  return { audit: 1, tiers: { inner: { on, tasks: { ...tasks, moody: { ...MOODY, scope } } } } };
}

/** What a person sets for herself alone. @param {Random} random */
export function localConfig(random) {
  const task = random.pick([
    { env: ['RULE_*'] },
    { env: [] },
    { run: ['soak-check', '-r', 'extra', '{files}'] },
    { run: ['soak-check', '-r', 'extra', '{files}'] },
    { run: ['true', '{files}'] },
  ]);
  return { tiers: { fast: { tasks: { each: task } } } };
}

/** Ways in which a config is changed. @type {readonly ((config: Config, random: Random) => void)[]} */
const CHANGES = [
  ({ tiers }, random) => set(tiers['fast'], 'each', { env: random.pick([['RULE_ENV'], ['RULE_*'], []]) }),
  ({ tiers }, random) =>
    set(tiers['fast'], 'each', { files: random.pick(['src/**', '**/*.txt', ['pkg/**', 'doc/**']]) }),
  ({ tiers }, random) => set(tiers['fast'], 'each', { scope: random.pick(['file', 'project']) }),
  ({ tiers }, random) =>
    set(tiers['fast'], 'each', { run: ['soak-check', '-r', random.pick(['base', 'extra']), '{files}'] }),
  ({ tiers }, random) => set(tiers['slow'], 'tests', { env: random.pick([['SCAN_ENV'], []]) }),
  ({ tiers }, random) => {
    if (tiers['slow'] !== undefined)
      tiers['slow'].on = random.pick([['pre-push'], ['pre-push', 'pre-commit'], ['manual']]);
  },
  ({ tiers: { fast } }, random) => {
    if (fast !== undefined)
      fast.on = random.pick([['pre-commit', 'pre-merge-commit'], ['pre-commit'], ['pre-commit', 'pre-push']]);
  },
];

/** Changes one thing. @param {Config} config @param {Random} random @returns {Config} */
export function changedConfig(config, random) {
  const next = structuredClone(config);
  random.pick(CHANGES)(next, random);
  return next;
}

/** Tasks that are there now and then, some more often: with one of them nothing ends without Node. @type {readonly ((random: Random) => Record<string, TaskConfig>)[]} */
const MORE = [
  () => ({ always: { run: ['soak-ban', 'never', '{files}'], files: 'doc/**', cache: false } }),
  () => ({ main: { run: ['soak-ban', 'draft', '{files}'], files: 'src/**', when: { branches: ['main'] } } }),
  () => ({
    aside: {
      run: ['soak-ban', 'never', '{files}'],
      files: 'src/**',
      when: { branches: ['main', 'side'], not: ['merge'] },
    },
  }),
  (random) => ({
    hint: { run: ['soak-ban', random.pick(['r0', 'r1', 'p0']), '{files}'], files: 'src/**', scope: 'file', warn: true },
  }),
  () => ({
    build: { run: ['soak-build'], files: 'src/**', outputs: ['out/**'] },
    // It is about other files than what it needs, and looks each time at what is there.
    ship: { run: ['soak-build', '--check'], files: ['src/**', 'doc/**'], needs: ['build'], cache: false },
  }),
  () => ({ moody: MOODY }),
  () => ({ moody: MOODY }),
  () => ({ moody: MOODY }),
  () => ({ moody: MOODY }),
];

/** Adds a task to one tier, or takes away those that were added. @param {Config} config @param {Random} random @returns {Config} */
export function otherTasks(config, random) {
  const next = structuredClone(config);
  const tiers = Object.values(next.tiers);
  const more = random.pick(MORE)(random);
  const names = MORE.flatMap((one) => Object.keys(one(random)));
  const added = names.filter((name) => tiers.some(({ tasks }) => name in tasks));
  if (added.includes('hint') && random.isIn(0.3)) {
    for (const tier of tiers) set(tier, 'hint', { warn: random.isIn(0.5) });
  } else if (Object.keys(more).some((name) => added.includes(name)) || (added.length > 0 && random.isIn(0.6))) {
    for (const { tasks } of tiers) for (const name of names) delete tasks[name];
    delete next.audit;
  } else {
    Object.assign(random.pick(tiers).tasks, more);
    if ('moody' in more) next.audit = 1;
  }
  return next;
}

/** @param {TierConfig | undefined} tier @param {string} name @param {Partial<TaskConfig>} more */
function set(tier, name, more) {
  const task = tier?.tasks[name];
  if (tier !== undefined && task !== undefined) tier.tasks[name] = { ...task, ...more };
}

/** Lays local settings over a config: objects key by key, all else replaced. @param {any} below @param {any} above @returns {any} */
export function merged(below, above) {
  if (!isObject(below) || !isObject(above)) return above;
  const keys = [...new Set([...Object.keys(below), ...Object.keys(above)])];
  return Object.fromEntries(keys.map((key) => [key, key in above ? merged(below[key], above[key]) : below[key]]));
}

/** @param {any} value */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
