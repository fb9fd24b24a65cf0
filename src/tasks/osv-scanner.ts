import type { ToolKind } from '../core/contracts/tasks.ts';
import { brokenScan, judgeScanner } from '../scan-report/verdict.ts';
import { firstFile } from '../tool-output/detection.ts';
import { holdsFor, rememberOption } from '../tool-output/remember.ts';

/** What it ends with where it found nothing that it could look at. */
const NO_PACKAGES = 128;

const CONFIGS = ['osv-scanner.toml'];

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
  files: [
    '**/{package-lock,npm-shrinkwrap,composer}.json',
    '**/{composer,yarn,Cargo,Gemfile,poetry,pdm,uv,mix,pubspec,bun,packages}.lock',
    '**/{pnpm-lock,stack.yaml}.{yaml,yml,lock}',
    '**/{Pipfile.lock,requirements*.txt,pylock*.toml,cabal.project.freeze,renv.lock,conan.lock,deps.json}',
    '**/{go.mod,go.sum,gems.locked,buildscript-gradle.lockfile,gradle.lockfile,verification-metadata.xml,pom.xml}',
    '**/{packages.lock,packages.config,Directory.Packages}.{json,props}',
    '**/{Package.resolved,*.spdx.json,*.cdx.json,bom.json,bom.xml}',
  ],
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
