import { globProblem, globTest } from '../../src/config/globs.ts';
import { readJsonc } from '../../src/config/jsonc.ts';
import { readToml } from '../../src/config/toml.ts';
import { readYaml } from '../../src/config/yaml.ts';
import type { Carried, ForeignDocument, Migration, MigrationSite } from '../../src/core/contracts/migrations.ts';
import { composePlan, configOf } from '../../src/foreign-config/compose.ts';
import { type PersonalConfig, personalConfig } from '../../src/foreign-config/personal.ts';
import type { MigrationPlan } from '../../src/foreign-config/plan.ts';
import { checkConfig } from '../../src/setup/read-migrations.ts';

/** What a repository has besides its files. */
export interface SiteOptions {
  /** Programs of the project's own packages. */
  readonly local?: readonly string[];
  readonly hooksFolder?: string;
}

/** A site of these files, all tracked. */
function siteOf(files: Readonly<Record<string, string>>, options: SiteOptions = {}): MigrationSite {
  const read = (path: string) => files[path];
  return {
    files: new Set(Object.keys(files)),
    read,
    parse: async (path) => parsed(path, read(path) ?? ''),
    packageKey: (key) => {
      const { value } = parsed('package.json', read('package.json') ?? '{}');
      const { locate } = readJsonc('package.json', read('package.json') ?? '{}');
      if (!Object.hasOwn(Object(value), key)) return undefined;
      return { value: Object(value)[key], lineOf: (path) => locate([key, ...path])?.line };
    },
    isLocal: (program) => options.local?.includes(program) ?? false,
    globTest: (glob) => (globProblem(glob) === undefined ? globTest(glob) : undefined),
    hooksFolder: options.hooksFolder,
  };
}

function parsed(path: string, text: string): ForeignDocument {
  const document = path.endsWith('.toml')
    ? readToml(path, text)
    : /\.ya?ml$|rc$/.test(path)
      ? readYaml(path, text)
      : readJsonc(path, text);
  return { value: document.value, lineOf: (at) => document.locate(at)?.line };
}

/** What a migration of these files comes to. */
export interface Migrated {
  readonly plan: MigrationPlan;
  readonly readings: ReadonlyMap<string, Carried>;
  /** Tasks of all tiers, by name: the last of a name counts. */
  readonly tasks: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** The same by tier, as the config has them. */
  readonly tiers: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** `about: text` of every note. */
  readonly notes: readonly string[];
  readonly personal: PersonalConfig;
  /** `place what: why` of all that was left behind. */
  readonly left: readonly string[];
}

/** Reads these files with the entries, and lets our own loader judge what comes of them. */
export async function migrateFiles(
  entries: Readonly<Record<string, Migration>>,
  files: Readonly<Record<string, string>>,
  options: SiteOptions = {},
): Promise<Migrated> {
  const site = siteOf(files, options);
  const readings = new Map<string, Carried>();
  for (const [name, entry] of Object.entries(entries)) {
    if (entry.find(site).length > 0) readings.set(name, await entry.read(site));
  }
  const isStarted = (name: string) => entries[name]?.isStarted === true;
  const plan = composePlan(readings, isStarted);
  const config = configOf(plan);
  await checkConfig('/nowhere', '.lattice-hooksrc.json', JSON.stringify(config));
  return {
    plan,
    readings,
    personal: personalConfig(readings, isStarted, plan),
    tiers: config['tiers'] as Migrated['tiers'],
    tasks: Object.fromEntries(plan.tiers.flatMap(({ tasks }) => tasks.map(({ name, keys }) => [name, keys]))),
    notes: plan.notes.map(({ about, text }) => `${about}: ${text}`),
    left: plan.left.map(({ place, what, why }) => `${place} ${what}: ${why}`),
  };
}
