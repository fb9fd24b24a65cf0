import { join } from 'node:path';
import type { Look } from '../core/look.ts';
import { gitSettings, read, type Variables } from './git-settings.ts';

/**
 * All that says where the repository is shown, and which of its branches: the addresses of its remotes, and what these show
 * first. Read from files for the key of a task; what the task itself goes by git tells it (`git/hosting.ts`).
 */
export function hostingSettings(commonDir: string, env: Variables, gitDir: string = commonDir, look: Look): string {
  const handed = env['GIT_CONFIG_PARAMETERS'] ?? '';
  const addresses = gitSettings(commonDir, env, gitDir, look).filter(({ key }) => /^remote\..*\.url$/s.test(key));
  const remotes = join(commonDir, 'refs', 'remotes');
  const heads = [...look.names(remotes)].sort().flatMap((name) => {
    const head = read(join(remotes, name, 'HEAD'), look);
    return head === undefined ? [] : [`${name}: ${head.trim()}`];
  });
  // A list of tables tells that some ref has changed, and not which.
  const tables = read(join(commonDir, 'reftable', 'tables.list'), look);
  return [
    ...addresses.map(({ key, value }) => `${key}=${value}`),
    ...heads,
    ...(tables === undefined ? [] : [tables.trim()]),
    ...(/\bremote\./i.test(handed) ? [handed] : []),
  ].join('\n');
}
