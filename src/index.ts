// What a project's own task kind, report, store, coverage format or gate is written against.

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
export type { ReportAddition, ReportFormat, ReportStyle } from './core/contracts/reports.ts';
export type { ScanFormat, ScanReading } from './core/contracts/scans.ts';
export type { Options, Schema, SchemaLibrary } from './core/contracts/schema.ts';
export type {
  LocalStoreKind,
  PassStore,
  RemoteAnswer,
  RemoteName,
  RemoteObject,
  RemoteSite,
  RemoteStore,
  RemoteStoreKind,
  RemoteTrouble,
  StoredPass,
  StoreKind,
} from './core/contracts/stores.ts';
export type { InspectionKind, TaskKind, ToolKind, ToolSettings } from './core/contracts/tasks.ts';
export type { ToolIdentity } from './core/contracts/tool-identity.ts';
export type { Tools } from './core/contracts/tools.ts';
export type { CoverageReport, FileCoverage } from './core/coverage.ts';
export type { CoverageText } from './core/coverage-text.ts';
export type { FileEntry, FileSet, RepoPath, Snapshot } from './core/files.ts';
export type { Finding } from './core/outcome.ts';
export type { CheckRecord, GateRecord, RunRecord, Skip } from './core/record.ts';
export type { OverBudget, SourceLine } from './core/remarks.ts';
export type { Scan, ScanFinding, ScanInput, Unscanned } from './core/scan.ts';
