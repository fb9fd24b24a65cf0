import type { LeftBehind, Migration } from '../core/contracts/migrations.ts';
import { isObject } from '../core/json-shape.ts';
import { readHook } from '../foreign-config/pre-commit-hook.ts';
import { placeOf } from '../foreign-config/values.ts';
import { objectsOf, textAt } from '../tool-output/json.ts';

const FILES = ['.pre-commit-config.yaml', '.pre-commit-config.yml', 'prek.toml'];

/** Keys of the whole config that decide something else with us, or nothing. */
const TOLD: Readonly<Record<string, string>> = {
  ci: 'it is for pre-commit.ci',
  default_language_version: 'programs are those of the project and of its environment',
  fail_fast: 'all tasks run, so that one commit shows all that is wrong',
  minimum_pre_commit_version: 'it is about pre-commit itself',
};

export default {
  summary: 'Hooks of pre-commit, and of prek, which reads the same config',

  find: ({ read }) => FILES.filter((file) => read(file) !== undefined).slice(0, 1),

  async read(site) {
    const [file = ''] = this.find(site);
    const { value, lineOf } = await site.parse(file);
    const top = isObject(value) ? value : {};
    const entries = objectsOf(top['repos']).flatMap((source, index) =>
      objectsOf(source['hooks']).map((hook, number) => ({
        hook,
        repository: textAt(source, 'repo') ?? '',
        revision: textAt(source, 'rev') ?? '',
        place: placeOf(file, lineOf(['repos', index, 'hooks', number])),
        top,
      })),
    );
    const read = entries.map((entry) => readHook(entry, site));
    const told = Object.entries(TOLD).flatMap(([key, why]): readonly LeftBehind[] =>
      top[key] === undefined || top[key] === false
        ? []
        : [{ what: `\`${key}\``, place: placeOf(file, lineOf([key])), why }],
    );
    return {
      tasks: read.flatMap(({ tasks }) => tasks),
      left: [...read.flatMap(({ left }) => left), ...told],
      configs: [file],
    };
  },
} satisfies Migration;
