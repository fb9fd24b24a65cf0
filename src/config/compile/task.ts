import type { TaskKind, ToolKind } from '../../core/contracts/tasks.ts';
import type { PathPattern } from '../../core/globs.ts';
import { joinPath } from '../../core/inputs.ts';
import type { Task } from '../../core/task.ts';
import { firstLetters } from '../first-letters.ts';
import { compileGlobs, placesOfGlobs } from '../globs.ts';
import type { TaskConfig } from '../shape.ts';
import { type Commands, type Complain, kindCommands, ownCommands } from './commands.ts';
import { toMilliseconds } from './duration.ts';
import { checkGlobs, fileGlobs, list } from './task-globs.ts';
import { compileWhen } from './when.ts';

/** What a task does where the config says nothing. Its timeout is a tenth of what CI usually allows. */
const DEFAULTS = {
  exclude: [],
  inputs: [],
  env: [],
  passEnv: [],
  outputs: [],
  needs: [],
  timeout: '10m',
  cache: true,
  required: false,
  warn: false,
  stdin: false,
} as const satisfies TaskConfig;

/**
 * Turns a task of the config into what a run needs: plain data, with everything in it that its kind adds.
 * `kind`: what `uses` names; undefined when there is none, or none that could be used, which has been complained of.
 */
export function compileTask(
  at: Pick<Task, 'tier' | 'name' | 'root'>,
  config: TaskConfig,
  kind: TaskKind | undefined,
  complain: Complain,
): Task {
  checkGlobs(config, kind, complain);
  const given = { ...DEFAULTS, ...config };
  const commands = commandsOf(config, kind, complain);
  const outputs = list(given.outputs);
  const inputPlaces = placesOfGlobs(list(given.inputs));
  const globs = fileGlobs(config, kind);
  const own = fromKind(config, kind);
  const reading = readingOf(config, kind);
  const words = [...commands.check, ...commands.fix].flat();
  const isOfNoFiles = kind?.type === 'inspection' && (kind.readsMessage === true || kind.looksElsewhere === true);
  const usesArguments = given.stdin || isOfNoFiles || words.some((word) => /\{(message|\d+)\}/.test(word));
  if (given.stdin && kind?.type === 'inspection') {
    complain({ key: 'stdin', message: `\`stdin\` is for commands, and \`${config.uses}\` starts none` });
  }
  return {
    ...at,
    ...(config.uses === undefined ? {} : { uses: config.uses }),
    options: config.options ?? {},
    ...commands,
    ...own,
    ...reading,
    usesArguments,
    ...(given.stdin ? { stdin: true } : {}),
    ...(kind?.aboutConfigs === true ? { aboutConfigs: true } : {}),
    files: compileGlobs(globs, list(given.exclude)),
    globs,
    ...(inputPlaces.length === 0 ? {} : { inputPlaces }),
    env: list(given.env),
    passEnv: [...list(given.passEnv), ...(kind?.passEnv?.(config.options ?? {}) ?? [])],
    outputs,
    needs: list(given.needs),
    cwd: directoryOf(at.root, given.cwd, complain),
    timeout: toMilliseconds(given.timeout),
    // What git tells a hook is no file of the tree.
    cache: given.cache && !usesArguments && own.holds !== 0 && canBringBack(outputs, own.scope),
    required: given.required,
    warn: given.warn,
    ...(config.when === undefined ? {} : { when: compileWhen(config.when) }),
    ...(config.shared === undefined ? {} : { sharing: config.shared }),
  };
}

function commandsOf(config: TaskConfig, kind: TaskKind | undefined, complain: Complain): Commands {
  if (config.uses === undefined) return ownCommands(config, complain);
  for (const key of ['run', 'fix'] as const) {
    if (config[key] !== undefined) complain({ key, message: `\`${key}\` and \`uses\` exclude each other` });
  }
  return kind === undefined ? { check: [], fix: [] } : kindCommands(kind, config.options ?? {}, complain);
}

/**
 * Whether a remembered pass can bring the outputs back. Those of a program that is handed some files depend on what it left
 * for the others; what lies in `node_modules` belongs to packages.
 */
function canBringBack(outputs: readonly string[], scope: Task['scope']): boolean {
  const isForeign = outputs.some((glob) => /(^|\/)(node_modules|\.git)(\/|$)/i.test(glob));
  return outputs.length === 0 || (scope === 'project' && !isForeign);
}

/** What a task has from its kind unless it says otherwise. */
function fromKind(
  config: TaskConfig,
  kind: TaskKind | undefined,
): Partial<Task> & Pick<Task, 'ecosystem' | 'readsSnapshot' | 'scope' | 'coverage'> {
  const tool = kind?.type === 'tool' ? kind : undefined;
  const options = config.options ?? {};
  const holds = tool?.holds?.(options);
  return {
    ecosystem: tool?.tool.ecosystem ?? 'any',
    ...configsElsewhere(tool ?? {}),
    ...(tool?.programs === undefined ? {} : { programs: tool.programs(options) }),
    ...(tool?.scanner === undefined ? {} : { report: `{scratch}/${tool.scanner}.json` }),
    ...(holds === undefined ? {} : { holds }),
    // What is appended may make a tool write.
    ...(options['args'] === undefined && tool?.onlyLooks?.(options) === true ? { onlyLooks: true } : {}),
    readsSnapshot: kind?.type === 'inspection',
    ...(kind?.type === 'inspection' && kind.mends?.(options) === true ? { mends: true } : {}),
    ...(kind?.type === 'inspection' && kind.readsHosting?.(options) === true ? { readsHosting: true } : {}),
    scope: config.scope ?? kind?.scope ?? 'project',
    coverage: list(config.coverage ?? tool?.coverage?.(options)),
  };
}

/** Configs of its tool that are no part of the repository. */
function configsElsewhere({ above, own }: Pick<ToolKind, 'above' | 'own'>): Pick<Task, 'above' | 'own'> {
  return { ...(above === undefined ? {} : { above }), ...(own === undefined ? {} : { own }) };
}

/** What its outcome depends on besides its files, and whether the project's settings of the tool have a say in that. */
function readingOf(config: TaskConfig, kind: TaskKind | undefined): Pick<Task, 'inputs' | 'reach' | 'looksAtAll'> {
  const globs = [...(kind?.inputs ?? []), ...list(config.inputs)];
  const inputs = withLetters(globs);
  if (kind?.type !== 'tool' || kind.scope !== 'file' || config.scope === 'file') return { inputs };
  const wider = kind.reach === undefined ? inputs : withLetters([...globs, ...kind.reach.inputs]);
  if (config.scope === 'project') return { inputs: wider, looksAtAll: true };
  return kind.reach === undefined ? { inputs } : { inputs, reach: wider };
}

/** Inputs are looked for in the whole repository. */
function withLetters(globs: readonly string[]): PathPattern {
  const letters = firstLetters(globs);
  return { ...compileGlobs(globs, []), ...(letters === undefined ? {} : { letters }) };
}

function directoryOf(root: string, cwd: string | undefined, complain: Complain): string {
  if (cwd === undefined) return root;
  const parts = cwd.split('/').filter((part) => part !== '' && part !== '.');
  if (cwd.startsWith('/') || parts.includes('..')) {
    complain({ key: 'cwd', message: `\`${cwd}\` leads out of the config's folder` });
    return root;
  }
  return parts.length === 0 ? root : joinPath(root, parts.join('/'));
}
