import type { CarriedTask, LeftBehind, Migration, MigrationSite } from '../core/contracts/migrations.ts';
import { isObject, type JsonObject } from '../core/json-shape.ts';
import { readOvercommitHook } from '../foreign-config/overcommit-hook.ts';
import { gitHookOf } from '../foreign-config/overcommit-hooks.ts';
import { placeOf, truthOf } from '../foreign-config/values.ts';
import { objectAt } from '../tool-output/json.ts';

const FILE = '.overcommit.yml';

function toObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** What overcommit does where the config says nothing, which is written down in no file of the project. */
function defaultsLeft(place: string): LeftBehind {
  return { what: 'hooks that are on by default', place, why: 'they are written in Ruby, inside overcommit' };
}

function readSection(
  section: string,
  hooks: JsonObject,
  lineOf: (hook: string) => number | undefined,
  site: MigrationSite,
) {
  const tasks: CarriedTask[] = [];
  const left: LeftBehind[] = [];
  const on = gitHookOf(section) ?? '';
  const all = objectAt(hooks, 'ALL');
  for (const [name, value] of Object.entries(hooks)) {
    const hook = toObject(value);
    const isOn = truthOf(hook['enabled']) ?? truthOf(all['enabled']) ?? false;
    if (name === 'ALL' || !isOn) continue;
    const read = readOvercommitHook({ name, hook, all, on, place: placeOf(FILE, lineOf(name)) }, site);
    if ('task' in read) tasks.push(read.task);
    left.push(...('task' in read ? read.left : [read]));
  }
  return { tasks, left };
}

export default {
  summary: 'Hooks of overcommit that start a program',

  find: ({ read }) => (read(FILE) === undefined ? [] : [FILE]),

  async read(site) {
    const { value, lineOf } = await site.parse(FILE);
    const sections = Object.entries(toObject(value)).filter(([section]) => gitHookOf(section) !== undefined);
    const read = sections.map(([section, hooks]) =>
      readSection(section, toObject(hooks), (hook) => lineOf([section, hook]), site),
    );
    const left = [...read.flatMap((one) => one.left), defaultsLeft(FILE)];
    return { tasks: read.flatMap((one) => one.tasks), left, configs: [FILE] };
  },
} satisfies Migration;
