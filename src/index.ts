// The library: a typed config, runs from a program, and what a project's own task kind, report or store is written against.
// Config files load it too: what takes long is loaded by whoever calls for it.

import { readFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunRecord } from './core/record.ts';
import type { RunTierOptions } from './library/options.ts';

export type { CiConfig, CiMachineConfig, CommandConfig, TaskConfig, WhenConfig } from './config/shape.ts';
export type { AffectedCommands } from './core/contracts/affected-tests.ts';
export type { WrittenMessage } from './core/contracts/commit-message.ts';
export type { CoverageFormat } from './core/contracts/coverage.ts';
export type { Detection, RepositoryFacts } from './core/contracts/detection.ts';
export type {
  BadSample,
  ChangedLines,
  Evidence,
  Gate,
  GateContext,
  GateEvidence,
  GateVerdict,
  PolicyGlob,
  ReportWish,
  ScanEvidence,
  Upkeep,
} from './core/contracts/gates.ts';
export type { JudgeContext, Judgment, PrintedReport, ProgramExit } from './core/contracts/judgment.ts';
export type {
  ReportAddition,
  ReportBackground,
  ReportFormat,
  ReportStyle,
  SourceText,
} from './core/contracts/reports.ts';
export type { ScanFormat, ScanReading } from './core/contracts/scans.ts';
export type { Options, Schema, SchemaLibrary } from './core/contracts/schema.ts';
export type {
  RemoteAnswer,
  RemoteName,
  RemoteObject,
  RemoteSite,
  RemoteStore,
  RemoteStoreKind,
  RemoteTrouble,
} from './core/contracts/stores.ts';
export type { InspectionKind, TaskKind, ToolKind, ToolSettings } from './core/contracts/tasks.ts';
export type { ToolIdentity } from './core/contracts/tool-identity.ts';
export type { Tools } from './core/contracts/tools.ts';
export type { CoverageReport, FileCoverage } from './core/coverage/report.ts';
export type { CoverageText } from './core/coverage/text.ts';
export { type ErrorCode, LatticeError } from './core/errors.ts';
export type { FileEntry, FileSet, RepoPath, Snapshot } from './core/files.ts';
export type { Finding } from './core/outcome.ts';
export type { RunEvent } from './core/ports.ts';
export type { CheckRecord, GateRecord, RunRecord, Skip } from './core/record.ts';
export type { OverBudget, SourceLine } from './core/remarks.ts';
export type { Scan, ScanFinding, ScanInput, Unscanned } from './core/scan.ts';
export type { GivenPolicy as CoveragePolicy } from './coverage-gate/policy.ts';
export type { GivenPolicy as FindingsPolicy } from './findings-gate/policy.ts';
export { defineConfig, type LatticeConfig, type LatticeTier } from './library/config.ts';
export { defineReport, defineStore, defineTask } from './library/entries.ts';
export type { RunTierOptions, Subject } from './library/options.ts';
export { renderReport } from './library/render.ts';

/**
 * Runs a tier, or all tiers of a hook, as the command `run` does, and returns its record. It prints nothing, ends no process
 * and listens to no signal. Rejects with `LatticeError` where no run can be made; checks that fail stand in the record.
 */
export async function runTier(options: RunTierOptions): Promise<RunRecord> {
  const [{ runIn }, { worldOf }] = await Promise.all([import('./library/run-tier.ts'), import('./run/world-of.ts')]);
  const packageFolder = fileURLToPath(new URL('..', import.meta.url));
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const { execPath, versions, platform, arch, pid, env } = process;
  const cwd = resolve(options.cwd ?? '.');
  const world = worldOf(
    { cwd: () => cwd, env: options.env ?? env, execPath, versions, platform, arch, pid },
    {
      product: version,
      packageFolder,
      startedAt: new Date().toISOString(),
      now: () => performance.now(),
      chance: Math.random(),
      cores: availableParallelism(),
      temporary: tmpdir(),
    },
  );
  return runIn(world, options);
}
