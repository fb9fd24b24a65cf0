import type { CarriedTask, LeftBehind, Migration, MigrationSite } from '../core/contracts/migrations.ts';
import { isHook } from '../core/hooks/triggers.ts';
import { isObject } from '../core/json-shape.ts';
import { tasksOfHooks } from '../foreign-config/hook-commands.ts';
import { scriptTasks } from '../foreign-config/script-tasks.ts';
import { placeOf } from '../foreign-config/values.ts';
import { objectAt } from '../tool-output/json.ts';

/** Configs of version 4, in the order in which it looks. */
const OLD_CONFIGS = [
  ...['', '.json', '.yaml', '.yml', '.js', '.cjs'].map((ending) => `.huskyrc${ending}`),
  'husky.config.js',
  'husky.config.cjs',
];

export default {
  summary: 'Scripts of husky in `.husky`, and the commands of its version 4',

  find(site) {
    const scripts = scriptsIn(site);
    const old = OLD_CONFIGS.filter((file) => site.read(file) !== undefined).slice(0, 1);
    const hasKey = isObject(toObject(site.packageKey('husky')?.value)['hooks']);
    const inPackage = hasKey ? ['package.json'] : [];
    return scripts.length > 0 ? scripts : old.length > 0 ? old : inPackage;
  },

  async read(site) {
    const [first = '', ...others] = this.find(site);
    if (isHook(first.split('/').at(-1) ?? '')) return readScripts([first, ...others], site);
    const inPackage = first === 'package.json';
    const document = inPackage ? site.packageKey('husky') : await site.parse(first);
    const commands = objectAt(toObject(document?.value), 'hooks');
    const place = (hook: string) => placeOf(first, document?.lineOf(['hooks', hook]));
    return {
      ...tasksOfHooks({ commands, others: [], placeOf: place }, site),
      configs: inPackage ? [] : [first],
      packageKeys: inPackage ? ['husky'] : [],
    };
  },
} satisfies Migration;

/** Its folder is where git looks, or where the stubs in which git looks have theirs. */
function folderOf({ hooksFolder }: MigrationSite): string {
  const folder = hooksFolder?.replace(/\/_$/, '');
  return folder?.split('/').at(-1) === '.husky' ? folder : '.husky';
}

function scriptsIn(site: MigrationSite): readonly string[] {
  const folder = folderOf(site);
  const names = [...site.files]
    .filter((path) => path.startsWith(`${folder}/`))
    .map((path) => path.slice(folder.length + 1));
  return names.filter(isHook).map((name) => `${folder}/${name}`);
}

function readScripts(files: readonly string[], site: MigrationSite) {
  const tasks: CarriedTask[] = [];
  const left: LeftBehind[] = [];
  for (const file of files) {
    const hook = file.split('/').at(-1) ?? '';
    const text = site.read(file) ?? '';
    const found = scriptTasks({ hook, text, was: hook, place: file, file }, site);
    tasks.push(...found);
    if (found.length === 0) left.push({ what: hook, place: file, why: 'it does nothing but print' });
  }
  // What a task runs is no left-over.
  const isNeeded = (file: string) => tasks.some(({ task }) => [task['run']].flat().includes(file));
  return { tasks, left, configs: files.filter((file) => !isNeeded(file)) };
}

function toObject(value: unknown) {
  return isObject(value) ? value : {};
}
