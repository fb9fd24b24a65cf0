import type { Carried, Migration, MigrationSite } from '../core/contracts/migrations.ts';
import { isObject } from '../core/json-shape.ts';
import { stagedEntries, stagedTasks } from '../foreign-config/lint-staged-tasks.ts';
import { placeOf } from '../foreign-config/values.ts';

const CONFIG = /^(?:\.lintstagedrc(?:\.(?:json|ya?ml|[cm]?[jt]s))?|lint-staged\.config\.[cm]?[jt]s)$/;
const KEY = 'lint-staged';

/** Its configs, the one at the top first: each is about the files of its folder. */
function configsIn(site: MigrationSite): readonly string[] {
  const files = [...site.files].filter((path) => CONFIG.test(path.split('/').at(-1) ?? ''));
  const inPackage = site.packageKey(KEY) === undefined ? [] : ['package.json'];
  return [...inPackage, ...files.sort((one, other) => one.split('/').length - other.split('/').length)];
}

function asItIs(file: string, why: string): Carried {
  const note = `lint-staged itself runs ${file}, in files that are isolated by us: ${why}`;
  const task = { name: KEY, was: KEY, place: file, on: [], task: { uses: KEY }, notes: [note] };
  return { tasks: [task], left: [], configs: [] };
}

export default {
  summary: 'Commands of lint-staged for the files of a commit',
  isStarted: true,

  find: configsIn,

  async read(site) {
    const [file = '', ...others] = configsIn(site);
    if (others.length > 0) return asItIs(file, 'there are several configs, each for its folder');
    if (file.includes('/')) return asItIs(file, 'it is for one folder');
    if (/\.[cm]?[jt]s$/.test(file)) return asItIs(file, 'it is a program');
    const document = file === 'package.json' ? site.packageKey(KEY) : await site.parse(file);
    if (!isObject(document?.value)) return asItIs(file, 'it is no list of globs');
    const isKey = file === 'package.json';
    const entries = stagedEntries(document.value, (glob) => placeOf(file, document.lineOf([glob])));
    if (entries === undefined) return asItIs(file, 'not all of it are commands');
    const unusable = entries.find(({ glob }) => site.globTest(glob) === undefined);
    if (unusable !== undefined) return asItIs(file, `\`${unusable.glob}\` is no glob of ours`);
    return {
      tasks: stagedTasks(entries, site),
      left: [],
      configs: isKey ? [] : [file],
      packageKeys: isKey ? [KEY] : [],
    };
  },
} satisfies Migration;
