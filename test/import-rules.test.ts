import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// Plants an import that each rule forbids, and one beside it that it allows, in a copy that has nothing else.

const root = path.resolve(import.meta.dirname, '..');

/** File, what it imports, and the rules that are to object. */
const FORBIDDEN: readonly (readonly [file: string, imports: string, ...rules: string[]])[] = [
  ['src/core/ring-a.ts', './ring-b.ts', 'no-cycles'],
  ['src/core/disk.ts', 'node:fs', 'pure-places'],
  ['src/core/up.ts', '../git/plain.ts', 'layer-core'],
  ['src/core/up-type.ts', 'type ../git/plain.ts', 'layer-core'],
  ['src/core/contracts/schema.ts', 'zod/mini', 'zod-types-only'],
  ['src/core/other-zod.ts', 'type zod/mini', 'door-zod'],
  ['src/engine/clock.ts', 'node:timers/promises', 'pure-places'],
  ['src/engine/git.ts', '../git/plain.ts', 'layer-engine'],
  ['src/engine/entry.ts', '../stores/plain.ts', 'layer-engine', 'entries-by-name'],
  ['src/reports/second.ts', './plain.ts', 'layer-reports', 'entries-stand-alone'],
  ['src/reports/runs.ts', 'execa', 'door-execa'],
  ['src/reports/writes.ts', 'node:fs/promises', 'pure-places'],
  ['src/tasks/starts.ts', 'node:child_process', 'pure-places'],
  ['src/tasks/system.ts', '../system/processes/start-by-execa.ts', 'layer-tasks'],
  ['src/gates/config.ts', '../config/schema/config.ts', 'layer-gates'],
  ['src/scans/xml.ts', '../xml/plain.ts', 'layer-scans'],
  ['src/migrations/config.ts', '../config/schema/config.ts', 'layer-migrations'],
  ['src/shell/system.ts', '../system/processes/start-by-execa.ts', 'layer-shell'],
  ['src/shell/disk.ts', 'node:fs', 'pure-places'],
  ['src/foreign-config/disk.ts', 'node:fs', 'pure-places'],
  ['src/foreign-config/entry.ts', '../reports/plain.ts', 'layer-foreign-config', 'entries-by-name'],
  ['src/coverage/markdown.ts', '../markdown/plain.ts', 'layer-coverage'],
  ['src/stores/words.ts', '../report-text/plain.ts', 'layer-stores'],
  ['src/markdown/tool.ts', '../tool-output/plain.ts', 'layer-markdown'],
  ['src/documents/markdown.ts', '../markdown/plain.ts', 'layer-documents'],
  ['src/mdx/links.ts', '../doc-links/plain.ts', 'layer-mdx'],
  ['src/rst/markdown.ts', '../markdown/plain.ts', 'layer-rst'],
  ['src/asciidoc/markdown.ts', '../markdown/plain.ts', 'layer-asciidoc'],
  ['src/comments/links.ts', '../doc-links/plain.ts', 'layer-comments'],
  ['src/code-blocks/git.ts', '../git/plain.ts', 'layer-code-blocks'],
  ['src/commit-message/tool.ts', '../tool-output/plain.ts', 'layer-commit-message'],
  ['src/doc-links/tool.ts', '../tool-output/plain.ts', 'layer-doc-links'],
  ['src/external-links/git.ts', '../git/plain.ts', 'layer-external-links'],
  ['src/external-links/sends.ts', 'node:http', 'pure-places'],
  ['src/requests/links.ts', '../doc-links/plain.ts', 'layer-requests'],
  ['src/smoke/links.ts', '../doc-links/plain.ts', 'layer-smoke'],
  ['src/smoke/sends.ts', 'node:http', 'pure-places'],
  ['src/measures/report.ts', '../report-text/plain.ts', 'layer-measures'],
  ['src/tool-output/gate.ts', '../coverage-gate/plain.ts', 'layer-tool-output'],
  ['src/scan-report/git.ts', '../git/plain.ts', 'layer-scan-report'],
  ['src/scan-report/coverage.ts', '../coverage-gate/plain.ts', 'layer-scan-report'],
  ['src/findings-gate/coverage.ts', '../coverage-gate/plain.ts', 'layer-findings-gate'],
  ['src/coverage-gate/xml.ts', '../xml/plain.ts', 'layer-coverage-gate'],
  ['src/report-text/entry.ts', '../reports/plain.ts', 'layer-report-text', 'entries-by-name'],
  ['src/report-markdown/parse.ts', '../markdown/plain.ts', 'layer-report-markdown'],
  ['src/report-page/parse.ts', '../markdown/plain.ts', 'layer-report-page'],
  ['src/workflows/yaml.ts', 'yaml', 'door-yaml'],
  ['src/workflows/config.ts', '../config/schema/config.ts', 'layer-workflows'],
  ['src/lcov/xml.ts', '../xml/plain.ts', 'layer-lcov'],
  ['src/xml/markdown.ts', '../markdown/plain.ts', 'layer-xml'],
  ['src/yaml/config.ts', '../config/schema/config.ts', 'layer-yaml'],
  ['src/workflow-lint/config.ts', '../config/schema/config.ts', 'layer-workflow-lint'],
  ['src/workflow-lint/disk.ts', 'node:fs', 'pure-places'],
  ['src/config/git.ts', '../git/plain.ts', 'layer-config'],
  ['src/system/git.ts', '../git/plain.ts', 'layer-system'],
  ['src/git/cli.ts', '../cli/plain.ts', 'layer-git'],
  ['src/web/git.ts', '../git/plain.ts', 'layer-web'],
  ['src/work/config.ts', '../config/schema/config.ts', 'layer-work'],
  ['src/run/terminal.ts', '../cli/plain.ts', 'layer-run'],
  ['src/setup/terminal.ts', '../cli/plain.ts', 'layer-setup'],
  ['src/diagnoses/git.ts', '../git/plain.ts', 'layer-diagnoses'],
  ['src/diagnoses/looks.ts', 'node:fs', 'pure-places'],
  ['src/doctor/terminal.ts', '../cli/plain.ts', 'layer-doctor'],
  ['src/catalog.ts', './reports/plain.ts', 'layer-catalog', 'entries-by-name'],
  ['src/library/git.ts', '../git/plain.ts', 'layer-library'],
  ['src/index.ts', './engine/plain.ts', 'layer-index'],
  ['src/utils/anything.ts', '../core/plain.ts', 'unlisted-place'],
  ['src/git/commands.ts', 'commander', 'door-commander'],
  ['src/git/find.ts', 'cosmiconfig', 'door-cosmiconfig'],
  ['src/git/near.ts', 'fastest-levenshtein', 'door-fastest-levenshtein'],
  ['src/git/comments.ts', 'jsonc-parser', 'door-jsonc-parser'],
  ['src/git/staged.ts', 'lint-staged', 'door-lint-staged'],
  ['src/git/board.ts', 'listr2', 'door-listr2'],
  ['src/git/globs.ts', 'picomatch', 'door-picomatch'],
  ['src/git/hooks.ts', 'simple-git-hooks', 'door-simple-git-hooks'],
  ['src/git/toml.ts', 'smol-toml', 'door-smol-toml'],
  ['src/git/yaml.ts', 'yaml', 'door-yaml'],
  ['src/git/workflows.ts', '@actions/workflow-parser', 'door-@actions/workflow-parser', 'ships-its-dependencies'],
  ['src/git/expressions.ts', '@actions/expressions', 'door-@actions/expressions', 'ships-its-dependencies'],
  ['src/git/bundler.ts', 'esbuild', 'unlisted-package', 'ships-its-dependencies'],
  ['src/git/test.ts', '../../test/plain.ts', 'src-stands-alone'],
  ['src/git/nowhere.ts', './nowhere-at-all.ts', 'resolvable'],
];

/** File and what it imports without an objection. */
const ALLOWED: readonly (readonly [file: string, imports: string])[] = [
  ['src/core/hash.ts', 'node:crypto'],
  ['src/core/paths.ts', 'node:path/posix'],
  ['src/core/inside.ts', './plain.ts'],
  ['src/stores/disk.ts', 'node:fs'],
  ['src/tasks/links.ts', '../markdown/plain.ts'],
  ['src/tasks/targets.ts', '../doc-links/plain.ts'],
  ['src/doc-links/read.ts', '../markdown/plain.ts'],
  ['src/gates/floors.ts', '../coverage-gate/plain.ts'],
  ['src/migrations/read.ts', '../foreign-config/plain.ts'],
  ['src/reports/short.ts', '../report-text/plain.ts'],
  ['src/config/schema/config.ts', 'zod/mini'],
  ['src/config/problems.ts', 'type zod/mini'],
  ['src/work/run.ts', '../git/plain.ts'],
  ['src/system/processes/start-by-execa.ts', 'execa'],
  ['src/cli/terminal/board.ts', 'listr2'],
  ['src/workflow-lint/github.ts', '@actions/workflow-parser'],
  ['src/cli/text.ts', '../reports/plain.ts'],
];

const PLAIN = [
  'core',
  'git',
  'stores',
  'reports',
  'report-text',
  'markdown',
  'doc-links',
  'tool-output',
  'coverage-gate',
  'foreign-config',
  'xml',
  'cli',
  'engine',
  'run',
];

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

let folder: string;
let violations: ReadonlyMap<string, readonly string[]>;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lattice-rules-'));
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
    cpSync(path.join(root, name), path.join(folder, name));
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  for (const place of PLAIN) plant(`src/${place}/plain.ts`);
  plant('test/plain.ts');
  // A cycle is reported once, at one of its files.
  plant('src/core/ring-b.ts', 'type ./ring-a.ts');
  for (const [file, imports] of [...FORBIDDEN, ...ALLOWED]) plant(file, imports);
  violations = cruise();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('import rules', () => {
  it.each(FORBIDDEN.map(([file, imports, ...rules]) => ({ file, imports, rules })))(
    '$file may not import $imports',
    ({ file, rules }) => {
      expect([...(violations.get(file) ?? [])].sort()).toEqual([...rules].sort());
    },
  );

  it.each(ALLOWED.map(([file, imports]) => ({ file, imports })))('$file may import $imports', ({ file }) => {
    expect(violations.get(file) ?? []).toEqual([]);
  });

  it('are each tried here', async () => {
    const { default: config } = (await import(path.join(root, '.dependency-cruiser.cjs'))) as {
      default: { forbidden: readonly { name: string }[] };
    };
    const tried = new Set(FORBIDDEN.flatMap(([, , ...rules]) => rules));
    expect(config.forbidden.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([]);
  });
});

/** Writes a file that imports one thing (`type x` only its types). Files that import nothing are there to be imported. */
function plant(file: string, imports?: string): void {
  const full = path.join(folder, file);
  mkdirSync(path.dirname(full), { recursive: true });
  const specifier = imports?.replace(/^type /, '');
  const form = imports?.startsWith('type ') ? 'import type * as one' : 'import * as one';
  const line = specifier === undefined ? '' : `${form} from '${specifier}';\nexport type One = typeof one;\n`;
  writeFileSync(full, `${line}export const value = 1;\n`);
}

/** Names of the violated rules by file. */
function cruise(): ReadonlyMap<string, readonly string[]> {
  const program = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 });
  if (stdout === '') throw new Error(stderr);
  const { summary } = JSON.parse(stdout) as { summary: { violations: readonly Violation[] } };
  const byFile = new Map<string, string[]>();
  for (const { from, rule } of summary.violations) byFile.set(from, [...(byFile.get(from) ?? []), rule.name]);
  return byFile;
}
