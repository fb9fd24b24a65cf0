import type { CarriedTask, LeftBehind, Migration, MigrationSite } from '../core/contracts/migrations.ts';
import { isObject } from '../core/json-shape.ts';
import { type LefthookConfig, lefthookFile, readLefthook } from '../foreign-config/lefthook-documents.ts';
import { readLefthookHook } from '../foreign-config/lefthook-hook.ts';
import { truthOf } from '../foreign-config/values.ts';
import { objectsOf, textAt } from '../tool-output/json.ts';

/** Keys that hold objects and are no hooks. */
const SETTINGS = new Set(['output', 'remote', 'templates', 'colors', 'ai']);

interface Hooks {
  readonly tasks: readonly CarriedTask[];
  readonly left: readonly LeftBehind[];
}

function hooksOf(config: LefthookConfig, site: MigrationSite): Hooks {
  const hooks = Object.entries(config.value).filter(([name, value]) => isObject(value) && !SETTINGS.has(name));
  const read = hooks.map(([name, value]) =>
    readLefthookHook({ name, hook: isObject(value) ? value : {}, config }, site),
  );
  const tasks = read.flatMap((one) => one.tasks);
  return { tasks: [...tasks, ...largeFiles(config, site)], left: read.flatMap((one) => one.left) };
}

/** Its hooks also start those of Git LFS, which otherwise nobody would: files would not be uploaded. */
function largeFiles({ value, placeOf }: LefthookConfig, { files, read }: MigrationSite): readonly CarriedTask[] {
  const attributes = [...files].filter((path) => path.endsWith('.gitattributes'));
  const isUsed = attributes.some((path) => /\bfilter=lfs\b/.test(read(path) ?? ''));
  if (!isUsed || truthOf(value['skip_lfs']) === true) return [];
  return [
    {
      name: 'lfs',
      was: 'Git LFS, which lefthook starts by itself',
      place: placeOf([]),
      on: ['pre-push'],
      task: { run: ['git', 'lfs', 'pre-push', '{1}', '{2}'], stdin: true },
      notes: [],
    },
  ];
}

function missingLeft({ missing, placeOf }: LefthookConfig): readonly LeftBehind[] {
  return missing.map((file) => ({
    what: `\`extends: ${file}\``,
    place: placeOf(['extends']),
    why: 'it leads to no file',
  }));
}

function remotesLeft({ value, placeOf }: LefthookConfig): readonly LeftBehind[] {
  return objectsOf(value['remotes']).map((remote, index) => ({
    what: `remote ${textAt(remote, 'git_url') ?? ''}`,
    place: placeOf(['remotes', index]),
    why: 'configs of other repositories are not fetched: add their jobs as tasks',
  }));
}

export default {
  summary: 'Jobs, commands and scripts of lefthook, with what its config extends',

  find: (site) => [lefthookFile('lefthook', site) ?? lefthookFile('lefthook-local', site) ?? []].flat(),

  async read(site) {
    const [main = ''] = this.find(site);
    const local = lefthookFile('lefthook-local', site);
    const config = await readLefthook([main], site);
    const { tasks, left } = hooksOf(config, site);
    const isOwn = local !== undefined && local !== main;
    const personal = isOwn ? hooksOf(await readLefthook([main, local], site), site).tasks : undefined;
    // Scripts of jobs stay: tasks run them.
    return {
      tasks,
      left: [...left, ...missingLeft(config), ...remotesLeft(config)],
      configs: config.files,
      ...(personal === undefined ? {} : { personal }),
    };
  },
} satisfies Migration;
