import { isAbsolute, relative } from 'node:path';
import type { TaskKind } from '../core/contracts/tasks.ts';
import type { TaskConfig } from './shape.ts';
import type { Source } from './source.ts';

/** A kind and the task that uses it. */
export interface KindInUse {
  readonly kind: TaskKind;
  readonly entry: TaskConfig;
}

/**
 * The same, where the kind judges what follows from the configs, with the files that this one came from among those that it is
 * about. `folder`: absolute, the config's. Where one is a program, or lies where no glob leads, its passes are not remembered:
 * what else they depend on is not known.
 */
export function withConfigFiles(
  { kind, entry }: KindInUse,
  sources: readonly Pick<Source, 'file' | 'isData'>[],
  folder: string,
): KindInUse {
  if (kind.aboutConfigs !== true) return { kind, entry };
  const paths = sources.map(({ file }) => relative(folder, file).replaceAll('\\', '/'));
  const below = paths.filter((path) => !path.startsWith('../') && !isAbsolute(path));
  // What lies in `node_modules` is known by the list of what is installed.
  const own = below.filter((path) => !/(^|\/)node_modules\//.test(path));
  const isKnown = below.length === paths.length && sources.every(({ isData }) => isData);
  const alsoAbout = () => own.map(literalGlob);
  return { kind: { ...kind, alsoAbout }, entry: isKnown ? entry : { ...entry, cache: false } };
}

function literalGlob(path: string): string {
  return path.replace(/[\\*?[\]{}()!+@|]/g, '\\$&');
}
