import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A package as npm's lock files describe it, at its place in `node_modules`. */
interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly optional?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly peer?: boolean;
}

type Packages = Readonly<Record<string, LockedPackage>>;

/**
 * Whether exactly what a lock file says is installed in this `node_modules`, by what its package manager noted there.
 * Undefined where nothing tells.
 */
export function installedAsLocked(lock: string, modules: string): boolean | undefined {
  switch (basename(lock)) {
    case 'package-lock.json':
    case 'npm-shrinkwrap.json':
      return installedByNpm(packagesOf(lock), packagesOf(join(modules, '.package-lock.json')));
    case 'pnpm-lock.yaml':
      return isSameText(lock, join(modules, '.pnpm', 'lock.yaml'));
    default:
      return undefined;
  }
}

function installedByNpm(locked: Packages | undefined, installed: Packages | undefined): boolean | undefined {
  if (locked === undefined || installed === undefined) return undefined;
  const isThere = Object.entries(installed).every(([place, { version, resolved }]) => {
    // Packages of the workspace are read where they are, whatever their version.
    if (!isInstalled(place)) return true;
    const wanted = locked[place];
    return wanted !== undefined && wanted.version === version && wanted.resolved === resolved;
  });
  // Others may be left out on purpose.
  const isWhole = Object.entries(locked).every(
    ([place, one]) => !isInstalled(place) || place in installed || isOptional(one),
  );
  return isThere && isWhole;
}

function isInstalled(place: string): boolean {
  return place.includes('node_modules/');
}

function isOptional({ optional, dev, devOptional, peer }: LockedPackage): boolean {
  return [optional, dev, devOptional, peer].includes(true);
}

/** What npm writes since version 7; undefined for anything else. */
function packagesOf(file: string): Packages | undefined {
  try {
    const lock = JSON.parse(readFileSync(file, 'utf8'));
    return typeof lock?.packages === 'object' && lock.packages !== null ? lock.packages : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined where they differ: pnpm leaves out what it did not install. */
function isSameText(one: string, other: string): true | undefined {
  return existsSync(other) && readFileSync(one).equals(readFileSync(other)) ? true : undefined;
}
