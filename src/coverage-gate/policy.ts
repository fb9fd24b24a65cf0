import type { Excuse } from '../core/excuse.ts';
import { type Percent, parsePercent, parseThreshold, type Threshold } from './thresholds.ts';

/** What a report can count, in the order in which it is told. */
export const METRICS = ['lines', 'branches', 'functions', 'statements'] as const;
export type Metric = (typeof METRICS)[number];

/** Thresholds by metric: those that are judged. */
export type Floors = ReadonlyMap<Metric, Threshold>;

/** What is asked of some files, together or of each. */
export interface Demand {
  readonly floors: Floors;
  /** Of the lines among them that changed. */
  readonly changed: Threshold | undefined;
}

/** What is asked of every single file. */
export interface FileDemand extends Demand {
  /** Globs relative to the config; undefined: all files. */
  readonly files: readonly string[] | undefined;
}

/** What is asked of some files as if they were the whole. */
export interface GroupDemand extends Demand {
  readonly files: readonly string[];
}

/** Files that are known to be worse than what is asked of each, for a time. */
export interface Waiver extends Excuse {
  /** Globs relative to the config. */
  readonly files: readonly string[];
  readonly until: string;
}

/** What stands under `gates.coverage`, ready to be judged by. */
export interface CoveragePolicy extends Demand {
  readonly groups: readonly GroupDemand[];
  /** In the order of the config. */
  readonly perFile: readonly FileDemand[];
  /** By how much a share may be lower than in the baseline; undefined: nothing is held to that. */
  readonly ratchet: Percent | undefined;
  readonly waivers: readonly Waiver[];
  readonly partial: 'covered' | 'uncovered';
  /** Undefined: what the reports measure says which files belong there. */
  readonly include: readonly string[] | undefined;
  readonly exclude: readonly string[];
  readonly pathMap: readonly (readonly [prefix: string, replacement: string])[];
  readonly base: string | undefined;
}

/** The policy from what the schema has let through. */
export function readPolicy(policy: Readonly<Record<string, unknown>>): CoveragePolicy {
  const given = policy as GivenPolicy;
  return {
    ...readDemand(given),
    groups: (given.groups ?? []).map((group) => ({ ...readDemand(group), files: [group.files].flat() })),
    perFile: readPerFile(given.perFile),
    ratchet: readTolerance(given.ratchet),
    waivers: (given.waivers ?? []).map((waiver) => ({ ...waiver, files: [waiver.files].flat() })),
    partial: given.partial ?? 'covered',
    include: readGlobs(given.include),
    exclude: readGlobs(given.exclude) ?? [],
    pathMap: Object.entries(given.pathMap ?? {}),
    base: given.base,
  };
}

type Given = number | string;
type Globs = string | readonly string[];
type GivenDemand = Readonly<Partial<Record<Metric | 'changed', Given>>>;

/** What stands under `gates.coverage` in a config. Thresholds are shares in percent, or numbers below 0 of what may be left out. */
export interface GivenPolicy extends GivenDemand {
  readonly groups?: readonly (GivenDemand & { readonly files: Globs })[];
  readonly perFile?: Given | GivenFileDemand | readonly GivenFileDemand[];
  readonly ratchet?: boolean | { readonly tolerance?: Given };
  readonly waivers?: readonly (Omit<Waiver, 'files'> & { readonly files: Globs })[];
  readonly partial?: 'covered' | 'uncovered';
  readonly include?: Globs;
  readonly exclude?: Globs;
  readonly pathMap?: Readonly<Record<string, string>>;
  readonly base?: string;
}

type GivenFileDemand = GivenDemand & { readonly files?: Globs };

function readDemand(given: GivenDemand): Demand {
  const floors = METRICS.flatMap((metric) => {
    const threshold = readThreshold(given[metric]);
    return threshold === undefined ? [] : [[metric, threshold] as const];
  });
  return { floors: new Map(floors), changed: readThreshold(given.changed) };
}

function readPerFile(given: GivenPolicy['perFile']): readonly FileDemand[] {
  if (given === undefined) return [];
  const list = typeof given === 'object' ? [given].flat() : [{ lines: given }];
  return list.map((one: GivenFileDemand) => ({ ...readDemand(one), files: readGlobs(one.files) }));
}

function readTolerance(given: GivenPolicy['ratchet']): Percent | undefined {
  if (given === undefined || given === false) return undefined;
  return parsePercent(given === true ? 0 : (given.tolerance ?? 0));
}

function readThreshold(value: Given | undefined): Threshold | undefined {
  return value === undefined ? undefined : parseThreshold(value);
}

function readGlobs(value: Globs | undefined): readonly string[] | undefined {
  return value === undefined ? undefined : [value].flat();
}
