import type { ToolKind } from '../core/contracts/tasks.ts';
import { brokenScan, judgeScanner } from '../scan-report/verdict.ts';
import { firstFile } from '../tool-output/detection.ts';
import { holdsFor, rememberOption } from '../tool-output/remember.ts';

/** What it ends with where it found nothing that it could look at. */
const NO_PACKAGES = 128;

const CONFIGS = ['osv-scanner.toml'];

/** What it reads of the ecosystems that it knows, and bills of materials. */
const LOCK_FILES = [
  '{package-lock,npm-shrinkwrap,packages.lock,deps}.json',
  '{yarn,bun,composer,Cargo,Gemfile,poetry,pdm,uv,mix,pubspec,Pipfile,renv,conan,stack.yaml,deno}.lock',
  'pnpm-lock.yaml',
  '{requirements*.txt,pylock*.toml,gems.locked,Package.resolved,cabal.project.freeze}',
  '{go.mod,pom.xml,*.lockfile,verification-metadata.xml,packages.config,Directory.Packages.props}',
  '{*.spdx,*.cdx,bom}.{json,xml}',
];

export default {
  type: 'tool',
  summary: 'Finds known vulnerabilities of dependencies in any language with osv-scanner, by lock files',
  tool: {
    program: 'osv-scanner',
    ecosystem: 'any',
    install: 'https://google.github.io/osv-scanner/installation, or `brew install osv-scanner`',
  },
  options: rememberOption,
  scanner: 'osv-scanner',
  files: LOCK_FILES.map((name) => `**/${name}`),
  scope: 'project',
  inputs: ['**/osv-scanner.toml', '**/.gitignore'],
  passEnv: () => ['OSV_SCALIBR_LOCAL_DB_CACHE_DIRECTORY', 'OSV_SCANNER_LOCAL_DB_CACHE_DIRECTORY'],
  holds: holdsFor,
  onlyLooks: () => true,
  check: () => [['osv-scanner', 'scan', '--format', 'json', '--recursive', '.']],
  judge(exit, context) {
    const { report } = context;
    if (exit.code === NO_PACKAGES) {
      return brokenScan('osv-scanner', { ...exit, stderr: 'it found no lock file that it knows' }, report);
    }
    return judgeScanner({ name: 'osv-scanner', clean: 0, found: 1 }, exit, context);
  },
  detect(repository) {
    const because = firstFile(repository, CONFIGS);
    return because === undefined ? undefined : { found: true, pace: 'thorough', because };
  },
} satisfies ToolKind;
