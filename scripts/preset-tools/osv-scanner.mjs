import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** An entry of the database, which is laid where the scanner keeps what it has fetched. */
const ENTRY = {
  id: 'GHSA-vh95-rmgr-6w4m',
  modified: '2024-01-01T00:00:00Z',
  published: '2020-04-03T00:00:00Z',
  schema_version: '1.6.0',
  summary: 'Prototype Pollution in minimist',
  aliases: ['CVE-2020-7598'],
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:L/I:L/A:L' }],
  database_specific: { severity: 'MODERATE' },
  affected: [
    {
      package: { ecosystem: 'npm', name: 'minimist' },
      ranges: [{ type: 'SEMVER', events: [{ introduced: '1.0.0' }, { fixed: '1.2.3' }] }],
    },
  ],
};

function layDatabase(directory) {
  const folder = path.join(directory, '.cache/osv-scalibr/npm');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'entry.json'), JSON.stringify(ENTRY));
  execFileSync('python3', ['-m', 'zipfile', '-c', 'all.zip', 'entry.json'], { cwd: folder });
}

const lock = (version) =>
  JSON.stringify({
    name: 'x',
    lockfileVersion: 3,
    packages: { '': { dependencies: { minimist: version } }, 'node_modules/minimist': { version } },
  });
const IGNORED = { '.gitignore': '.cache\n' };
const OFFLINE = { task: { options: { args: ['--offline'] } }, env: { XDG_CACHE_HOME: '{directory}/.cache' } };

export const install = { go: ['github.com/google/osv-scanner/v2/cmd/osv-scanner@v2.5.0'] };

export const cases = [
  {
    ...OFFLINE,
    name: 'clean',
    files: { ...IGNORED, 'package-lock.json': lock('1.2.8') },
    prepare: layDatabase,
    expect: { status: 'passed' },
  },
  {
    ...OFFLINE,
    name: 'a vulnerability, with its score',
    files: { ...IGNORED, 'package-lock.json': lock('1.2.0') },
    prepare: layDatabase,
    expect: {
      status: 'failed',
      findings: [{ file: 'package-lock.json', rule: 'GHSA-vh95-rmgr-6w4m', rank: 'medium' }],
    },
  },
  {
    ...OFFLINE,
    name: 'no database',
    files: { ...IGNORED, 'package-lock.json': lock('1.2.0') },
    expect: { status: 'broken', message: /no offline version of the OSV database is available/ },
  },
  {
    ...OFFLINE,
    name: 'a lock file that it cannot read',
    files: { ...IGNORED, 'a/package-lock.json': lock('1.2.8'), 'b/package-lock.json': '{ broken' },
    prepare: layDatabase,
    expect: { status: 'broken', message: /b\/package-lock\.json/ },
  },
  {
    name: 'no network',
    files: { 'package-lock.json': lock('1.2.0') },
    env: { HTTPS_PROXY: 'http://127.0.0.1:9' },
    expect: { status: 'broken', message: /127\.0\.0\.1/ },
  },
];
