import type { Migration } from '../core/contracts/migrations.ts';
import { isObject } from '../core/json-shape.ts';
import { tasksOfHooks } from '../foreign-config/hook-commands.ts';
import { placeOf } from '../foreign-config/values.ts';

const FILES = ['cjs', 'js', 'mjs'].flatMap((ending) => [`.simple-git-hooks.${ending}`, `simple-git-hooks.${ending}`]);
const NAMES = [...FILES, '.simple-git-hooks.json', 'simple-git-hooks.json'];
const KEY = 'simple-git-hooks';

export default {
  summary: 'Commands of simple-git-hooks, in a file of its own or in package.json',

  find(site) {
    const files = NAMES.filter((file) => site.read(file) !== undefined).slice(0, 1);
    return files.length === 0 && site.packageKey(KEY) !== undefined ? ['package.json'] : files;
  },

  async read(site) {
    const [file = ''] = this.find(site);
    const inPackage = file === 'package.json';
    const document = inPackage ? site.packageKey(KEY) : await site.parse(file);
    const commands = isObject(document?.value) ? document.value : {};
    const place = (hook: string) => placeOf(file, document?.lineOf([hook]));
    const read = tasksOfHooks({ commands, others: ['preserveUnused'], placeOf: place }, site);
    return { ...read, configs: inPackage ? [] : [file], packageKeys: inPackage ? [KEY] : [] };
  },
} satisfies Migration;
