import { join } from 'node:path';
import { readWritten, type WrittenConfig } from '../../config/written.ts';
import type { WrittenTask } from '../../core/explain/explain.ts';
import type { Task } from '../../core/task.ts';

/** Keys of a task that an explanation may lead to. */
const KEYS = [
  'run',
  'fix',
  'uses',
  'options',
  'files',
  'exclude',
  'scope',
  'inputs',
  'env',
  'outputs',
  'coverage',
  'needs',
  'cwd',
  'cache',
  'when',
  'shared',
] as const;

/** What the configs below a directory say, each read once. */
export class WrittenTasks {
  readonly #directory: string;
  readonly #configs = new Map<string, Promise<WrittenConfig | undefined>>();

  /** `directory`: absolute; what the folders of tasks are in. */
  constructor(directory: string) {
    this.#directory = directory;
  }

  /** A task as its config has it, and where. */
  async of({ root, tier, name }: Pick<Task, 'root' | 'tier' | 'name'>): Promise<WrittenTask> {
    const config = await this.#read(root);
    if (config === undefined) return { places: {}, exclude: [], branches: [] };
    const path = ['tiers', tier, 'tasks', name];
    const spot = (key: string, at: readonly string[]): readonly (readonly [string, string])[] => {
      const place = config.place(at);
      return place === undefined ? [] : [[key, place]];
    };
    const keys = KEYS.flatMap((key) => spot(key, [...path, key]));
    return {
      places: Object.fromEntries([...spot('', path), ...spot('on', ['tiers', tier, 'on']), ...keys]),
      exclude: textsOf(config.value([...path, 'exclude'])),
      branches: textsOf(config.value([...path, 'when', 'branches'])),
    };
  }

  #read(root: string): Promise<WrittenConfig | undefined> {
    const known = this.#configs.get(root);
    if (known !== undefined) return known;
    const folder = root === '' ? this.#directory : join(this.#directory, root);
    const read = readWritten(folder, root);
    this.#configs.set(root, read);
    return read;
  }
}

function textsOf(value: unknown): readonly string[] {
  return [value].flat().filter((one): one is string => typeof one === 'string');
}
