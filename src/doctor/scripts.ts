import { join, relative } from 'node:path';
import { readJsonc } from '../config/jsonc.ts';
import type { ConfigsSeen } from '../diagnoses/configs-seen.ts';
import type { ScriptSeen } from '../diagnoses/facts.ts';
import { scriptOf } from '../shell/programs.ts';
import { DISK } from '../system/disk.ts';
import { foldersToRoot } from '../system/processes/search-path.ts';
import type { DoctorSite } from './site.ts';

/** Looks up the scripts of package.json that tasks run, in the nearest one up to the top. */
export function lookAtScripts({ tiers }: ConfigsSeen, { repository: { root } }: DoctorSite): readonly ScriptSeen[] {
  return tiers
    .flatMap((tier) => tier.tasks)
    .flatMap((task) =>
      [...task.check, ...task.fix].flatMap((words) => {
        const name = scriptOf(words);
        if (name === undefined) return [];
        const folders = foldersToRoot({ cwd: join(root, task.cwd), root });
        const file = folders.map((folder) => join(folder, 'package.json')).find((one) => DISK.at(one)?.isFile);
        return {
          task,
          name,
          file: file === undefined ? undefined : relative(root, file),
          text: file === undefined ? undefined : scriptIn(file, name),
        };
      }),
    );
}

function scriptIn(file: string, name: string): string | undefined {
  const value: unknown = readJsonc(file, DISK.read(file)?.toString() ?? '').value;
  const scripts: unknown = Object(value)['scripts'];
  const text: unknown = Object.hasOwn(Object(scripts), name) ? Object(scripts)[name] : undefined;
  return typeof text === 'string' ? text : undefined;
}
