// Which tasks a state of the repository starts, and with which files: the contract of the config, worked out anew.

import { merged } from './config.mjs';

/** @typedef {import('./config.mjs').Config} Config */
/** @typedef {import('./config.mjs').TaskConfig} TaskConfig */

/**
 * What is judged.
 * @typedef {object} Subject
 * @property {ReadonlyMap<string, string>} tree Mode and id by path.
 * @property {ReadonlySet<string>} changed
 * @property {readonly ReadonlySet<string>[]} sides What differs from each state, where it is compared with several.
 * @property {readonly string[]} branches
 * @property {readonly string[]} names Of tiers, or of what starts them.
 * @property {ReadonlySet<string>} skipped Names of tasks.
 * @property {boolean} mayFix
 * @property {boolean} [isMerging]
 * @property {(branches: readonly string[]) => Compared} [comparedWith] What a task for these branches alone is about.
 */

/** @typedef {Pick<Subject, 'changed' | 'sides'>} Compared */

/** @typedef {{ readonly name: string, readonly root: string, readonly config: TaskConfig, readonly files: readonly string[], readonly isFixing: boolean }} Work */

/**
 * All configs that govern something, by folder. `textAt`: the text of a config's file, undefined where there is none.
 * @param {ReadonlyMap<string, string>} tree @param {(path: string) => string | undefined} textAt
 * @returns {ReadonlyMap<string, Config>}
 */
export function readConfigs(tree, textAt) {
  const name = '.lattice-hooksrc.json';
  const nested = [...tree.keys()].filter((file) => file.endsWith(`/${name}`));
  const folders = ['', ...nested.map((file) => file.slice(0, -name.length - 1))];
  const configs = new Map();
  for (const folder of folders) {
    const text = textAt(join(folder, name));
    if (text === undefined) continue;
    const local = textAt(join(folder, '.lattice-hooksrc.local.json'));
    configs.set(folder, local === undefined ? JSON.parse(text) : merged(JSON.parse(text), JSON.parse(local)));
  }
  return configs;
}

/** The tasks to start, those first that others wait for. @param {ReadonlyMap<string, Config>} configs @param {Subject} subject @returns {readonly Work[]} */
export function worksOf(configs, subject) {
  const works = [...configs].flatMap(([root, { tiers }]) => {
    const inside = insideOf(root, [...configs.keys()]);
    return Object.entries(tiers)
      .filter(([name, { on = [] }]) => [name, ...on].some((one) => subject.names.includes(one)))
      .flatMap(([, { tasks }]) => {
        const started = Object.entries(tasks).flatMap(
          ([name, config]) => workOf(name, config, root, inside, subject) ?? [],
        );
        return [...neededBy(started, tasks, root, subject), ...started];
      });
  });
  const rank = (/** @type {Work} */ { isFixing, config: { outputs } }) => (isFixing ? 0 : outputs ? 1 : 2);
  return works.sort((one, other) => rank(one) - rank(other));
}

/** What nothing changed for, and leaves files that others need. @param {readonly Work[]} started @param {Readonly<Record<string, TaskConfig>>} tasks @param {string} root @param {Subject} subject @returns {readonly Work[]} */
function neededBy(started, tasks, root, subject) {
  const needed = new Set(started.flatMap(({ config }) => config.needs ?? []));
  return Object.entries(tasks)
    .filter(([name, config]) => needed.has(name) && config.outputs && applies(name, config, subject))
    .filter(([name]) => !started.some((one) => one.name === name))
    .map(([name, config]) => ({ name, root, config, files: [], isFixing: false }));
}

/** Paths as a folder's config sees them: without those of others, and of those that a nearer one governs. @param {string} root @param {readonly string[]} folders */
function insideOf(root, folders) {
  const nearer = folders.filter((folder) => folder !== root && isBelow(folder, root));
  return (/** @type {Iterable<string>} */ paths) =>
    [...paths].filter((path) => isBelow(path, root) && !nearer.some((folder) => isBelow(path, folder)));
}

/** @param {string} name @param {TaskConfig} config @param {string} root @param {ReturnType<typeof insideOf>} inside @param {Subject} subject @returns {Work | undefined} */
function workOf(name, config, root, inside, subject) {
  if (!applies(name, config, subject)) return undefined;
  const { tree, mayFix } = subject;
  const compared = (config.when && subject.comparedWith?.(config.when.branches)) ?? subject;
  const isMatching = matcher(root, config.files ?? '**');
  // A link is handed to nobody, who would follow it.
  const isMine = (/** @type {string} */ path) => isMatching(path) && tree.get(path)?.startsWith('100') === true;
  const work = { name, root, config, isFixing: mayFix && config.fix !== undefined };
  const handed = inside(compared.changed).filter(isMine);
  if (config.scope === 'file') return handed.length === 0 ? undefined : { ...work, files: handed };
  if (!isStarted(config, root, inside, compared)) return undefined;
  const files = handed.length > 0 ? handed : inside(tree.keys()).filter(isMine);
  return takesFiles(config) && files.length === 0 ? undefined : { ...work, files };
}

/** @param {string} name @param {TaskConfig} config @param {Subject} subject */
function applies(name, { when }, { skipped, branches, isMerging = false }) {
  if (skipped.has(name) || when === undefined) return !skipped.has(name);
  return when.branches.some((one) => branches.includes(one)) && !(isMerging && when.not?.includes('merge'));
}

/** Whether a task that is about all its files has something new to look at. @param {TaskConfig} config @param {string} root @param {ReturnType<typeof insideOf>} inside @param {Compared} compared */
function isStarted(config, root, inside, { changed, sides }) {
  const tests = [matcher(root, config.files ?? '**'), matcher(root, config.inputs ?? [])];
  const isAbout = (/** @type {Iterable<string>} */ paths) =>
    inside(paths).some((path) => tests.some((test) => test(path)));
  // What two sides of a merge brought along has not been seen together.
  return isAbout(changed) || (sides.length > 0 && !takesFiles(config) && sides.every(isAbout));
}

/** @param {TaskConfig} config */
function takesFiles({ run }) {
  return run.includes('{files}');
}

/** The globs of the soak: `folder/**`, `**`, and `**` with an ending. @param {string} root @param {string | readonly string[]} globs */
function matcher(root, globs) {
  const tests = [globs].flat().map((glob) => {
    const [start = '', end = ''] = glob.includes('**')
      ? glob.split('**').map((part) => part.replace('/*', ''))
      : [glob];
    return (/** @type {string} */ path) =>
      glob.includes('**') ? path.startsWith(start) && path.endsWith(end) : path === glob;
  });
  return (/** @type {string} */ path) => tests.some((test) => test(root === '' ? path : path.slice(root.length + 1)));
}

/** @param {string} path @param {string} folder */
function isBelow(path, folder) {
  return folder === '' || path.startsWith(`${folder}/`);
}

/** @param {string} folder @param {string} name */
function join(folder, name) {
  return folder === '' ? name : `${folder}/${name}`;
}
