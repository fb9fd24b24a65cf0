import type { Carried } from '../../core/contracts/migrations.ts';
import type { InstallScript } from '../../foreign-config/install-scripts.ts';
import type { RemovedOld } from '../../setup/remove-old.ts';
import { listed, paragraph } from './setup.ts';

const WIDEST = 100;

/** What is still there of the tools that were taken over. */
export interface OldTools {
  readonly readings: ReadonlyMap<string, Carried>;
  readonly scripts: readonly InstallScript[];
  /** Undefined: nobody asked to have it removed. */
  readonly removed: RemovedOld | undefined;
  /** Whether a package is one of the project's own. */
  isLocal(program: string): boolean;
}

/** What was removed, and what is left to do about it. */
export function oldLines({ readings, scripts, removed, isLocal }: OldTools, width: number): readonly string[] {
  const configs = [...readings.values()].flatMap(({ configs: files, packageKeys = [] }) => [
    ...files,
    ...packageKeys.map((key) => `package.json#${key}`),
  ]);
  const isKept = [...readings.values()].some(({ tasks }) => tasks.some(({ task }) => task['uses'] === 'lint-staged'));
  const packages = [...readings.keys()].filter((name) => isLocal(name) && !(name === 'lint-staged' && isKept));
  const lines = [
    ...(removed === undefined ? stillThere(configs, scripts) : removedLines(removed)),
    ...scripts
      .filter(({ replaced }) => removed !== undefined && replaced === undefined)
      .map(({ name, command }) => `Change the script ${name} of package.json by hand: \`${command}\``),
    ...(packages.length === 0 ? [] : [`When all is well: \`npm uninstall ${packages.join(' ')}\``]),
  ];
  return lines.flatMap((line) => paragraph(line, Math.min(width, WIDEST)));
}

function stillThere(configs: readonly string[], scripts: readonly InstallScript[]): readonly string[] {
  const again = scripts.map(
    ({ name, command }) =>
      `The script ${name} of package.json runs \`${command}\`, which installs the old hooks again: put \`lattice-hooks install\` in its place.`,
  );
  const unused =
    configs.length === 0
      ? []
      : [`No longer used, and still there: ${listed(configs)}. Take them out when all is well.`];
  return [...again, ...unused];
}

function removedLines({ removed, kept }: RemovedOld): readonly string[] {
  return [
    ...(removed.length === 0 ? [] : [`Removed: ${listed(removed)}.`]),
    ...kept.map((file) => `${file} stays: git does not have it as it is.`),
  ];
}
