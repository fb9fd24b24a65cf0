import { join } from 'node:path';
import type { ConfigsSeen } from '../diagnoses/configs-seen.ts';
import type { SettingsText } from '../diagnoses/facts.ts';
import { DISK } from '../system/disk.ts';
import type { DoctorSite } from './site.ts';

/** Files in which pytest and coverage.py are configured. */
const NAMES = ['pyproject.toml', '.coveragerc', 'setup.cfg', 'tox.ini', 'pytest.ini', '.pytest.ini'];

/** Settings are written by people: a larger file is something else. */
const MOST_BYTES = 1024 * 1024;

/** Reads these files in the folders in which tasks run. */
export function lookAtSettings(
  { tiers, tracked }: ConfigsSeen,
  { repository: { root } }: DoctorSite,
): readonly SettingsText[] {
  const folders = new Set([
    '',
    ...tiers.map((tier) => tier.root),
    ...tiers.flatMap(({ tasks }) => tasks.map(({ cwd }) => cwd)),
  ]);
  const files = [...folders].flatMap((folder) => NAMES.map((name) => (folder === '' ? name : `${folder}/${name}`)));
  return files
    .filter((file) => tracked.has(file))
    .flatMap((file) => {
      const text = DISK.read(join(root, file));
      return text === undefined || text.length > MOST_BYTES ? [] : { file, text: text.toString() };
    });
}
