import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import type { HooksSeen, StubStart } from '../diagnoses/hooks-seen.ts';
import { askHook } from '../git/hooks/verify.ts';
import type { World } from '../run/world.ts';
import { DISK } from '../system/disk.ts';
import { runProgram } from '../system/processes/program.ts';
import type { DoctorSite } from './site.ts';

/** A PATH on which there is nothing: a device is no folder. */
const NOWHERE = '/dev/null';

/** Milliseconds in which Node says its version. */
const TIMEOUT = 10_000;

/** Asks a hook of ours what it would start, in this environment and in one without a PATH. Undefined where there is no `sh` to ask. */
export async function startStub(file: string, { place, world }: DoctorSite): Promise<HooksSeen['starts']> {
  const ask = async (env: DoctorSite['place']['env']): Promise<StubStart | undefined> => {
    const said = await askHook({ cwd: place.cwd, env }, file, '/bin/sh');
    if (said.type === 'not-started') return undefined;
    if (said.type === 'refused') return { type: 'lost', said: said.said };
    const { node, hot } = said;
    const folder = dirname(dirname(hot));
    const nodeVersion = await versionOf(node, { ...world, env });
    return { type: 'found', node, nodeVersion, package: folder, version: packageVersion(resolve(place.cwd, folder)) };
  };
  const [here, withoutShell] = await Promise.all([ask(world.env), ask({ ...world.env, PATH: NOWHERE })]);
  return here === undefined || withoutShell === undefined ? undefined : { here, withoutShell };
}

/** Most of the time it is the Node that runs us, which need not be started to know its version. */
async function versionOf(node: string, { env, node: own }: Pick<World, 'env' | 'node'>): Promise<string | undefined> {
  const folders = (env['PATH'] ?? '').split(delimiter);
  const file = isAbsolute(node) ? node : folders.map((folder) => join(folder, node)).find(DISK.isProgram);
  if (file !== undefined && DISK.isProgram(file) && DISK.real(file) === DISK.real(own)) return process.versions.node;
  const given = Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  const end = await runProgram({
    file: node,
    args: ['--version'],
    cwd: '/',
    env: Object.fromEntries(given),
    timeout: TIMEOUT,
    signal: new AbortController().signal,
  });
  return end.type === 'exited' ? /^v(\d+\.\d+\.\d+)/.exec(end.stdout)?.[1] : undefined;
}

/** Version of the package in a folder; undefined: there is none, or it does not say. */
export function packageVersion(folder: string): string | undefined {
  try {
    const { version } = JSON.parse(DISK.read(join(folder, 'package.json'))?.toString() ?? '{}');
    return typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
}
