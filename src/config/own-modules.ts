import { existsSync } from 'node:fs';
import { loadOwn } from '../catalog.ts';
import type { RemoteStoreKind } from '../core/contracts/stores.ts';
import type { TaskKind } from '../core/contracts/tasks.ts';
import { LatticeError } from '../core/errors.ts';
import { findProblems } from './problems.ts';
import { SCHEMAS } from './schema/config.ts';
import { optionsMistake, ownKindSchema, ownStoreSchema } from './schema/own-modules.ts';
import { KEYS_OF_ALL_STORES } from './schema/shared.ts';

/** Whether a name of the config is that of a module of the project's own. */
export function isOwn(name: string): boolean {
  return name.startsWith('.');
}

/** Loads a task kind of the project's own, or says what is wrong with it. `name`: as the config says it; `file`: absolute. */
export async function loadOwnKind(name: string, file: string): Promise<TaskKind | string> {
  const kind = await load({ room: 'tasks', name, file }, (path) => loadOwn('tasks', path));
  if (typeof kind === 'string') return kind;
  const [problem] = findProblems(ownKindSchema(SCHEMAS, kind.type), kind, []);
  const mistake = problem?.message ?? optionsMistake(SCHEMAS, kind);
  return mistake === undefined ? kind : `\`${name}\` is no kind: ${mistake}`;
}

/** The same for a store that machines share. */
export async function loadOwnStore(name: string, file: string): Promise<RemoteStoreKind | string> {
  const kind = await load({ room: 'stores', name, file }, (path) => loadOwn('stores', path));
  if (typeof kind === 'string') return kind;
  const [problem] = findProblems(ownStoreSchema(SCHEMAS), kind, []);
  if (problem !== undefined || kind.place === 'local') return `\`${name}\` is no store: ${problem?.message}`;
  const mistake = optionsMistake(SCHEMAS, kind) ?? takenOption(kind);
  return mistake === undefined ? kind : `\`${name}\` is no store: ${mistake}`;
}

/** Says which option is called like a key that every store has; undefined: none. */
function takenOption({ options }: RemoteStoreKind): string | undefined {
  const own = Object.keys(options(SCHEMAS));
  const taken = KEYS_OF_ALL_STORES.find((key) => own.includes(key));
  return taken && `\`options\`: every store has the key \`${taken}\`, so that none is called that`;
}

/** What `loading` gives, or why it cannot be loaded, in words that name it as the config does. */
async function load<Entry>(
  { room, name, file }: { readonly room: 'tasks' | 'stores'; readonly name: string; readonly file: string },
  loading: (file: string) => Promise<Entry>,
): Promise<Entry | string> {
  if (!existsSync(file)) return `\`${name}\` is not there`;
  try {
    return await loading(file);
  } catch (error) {
    if (!(error instanceof LatticeError)) throw error;
    return error.message.replace(`${room}/${file}`, `\`${name}\``).replace(file, `\`${name}\``);
  }
}
