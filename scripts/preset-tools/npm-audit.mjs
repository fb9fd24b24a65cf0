const PACKAGE = { name: 'minimist', version: '1.2.0' };
const manifest = { name: 'x', version: '1.0.0', private: true, dependencies: { [PACKAGE.name]: PACKAGE.version } };
const FILES = {
  'package.json': JSON.stringify(manifest),
  'package-lock.json': JSON.stringify({
    ...manifest,
    lockfileVersion: 3,
    requires: true,
    packages: { '': manifest, 'node_modules/minimist': { version: PACKAGE.version } },
  }),
  '.npmrc': 'registry={origin}/\nfetch-retries=0\n',
};

/** What a registry says of minimist 1.2.0. */
const advisory = (id, severity, title, range, score) => ({
  id,
  url: `https://github.com/advisories/GHSA-${id}`,
  title,
  severity,
  vulnerable_versions: range,
  cwe: ['CWE-1321'],
  cvss: { score, vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' },
});
const CRITICAL = advisory('xvch-5gv4-984h', 'critical', 'Prototype Pollution in minimist', '>=1.0.0 <1.2.6', 9.8);
const MODERATE = advisory('vh95-rmgr-6w4m', 'moderate', 'Prototype Pollution in minimist', '>=1.0.0 <1.2.3', 5.6);
/** It asks for advisories, and for the versions that there are, to see what would help. */
const PACKUMENT = {
  name: PACKAGE.name,
  'dist-tags': { latest: '1.2.8' },
  versions: Object.fromEntries(['1.2.0', '1.2.8'].map((version) => [version, { name: PACKAGE.name, version }])),
};
const serving =
  (...advisories) =>
  ({ method }) => {
    if (method === 'GET') return PACKUMENT;
    return advisories.length === 0 ? {} : { [PACKAGE.name]: advisories };
  };

export const install = undefined;

export const cases = [
  { name: 'clean', files: FILES, serve: serving(), expect: { status: 'passed' } },
  {
    name: 'a critical vulnerability refuses',
    files: FILES,
    serve: serving(MODERATE, CRITICAL),
    expect: { status: 'failed', findings: [{ rule: 'minimist', rank: 'critical' }] },
  },
  {
    name: 'a moderate one is told',
    files: FILES,
    serve: serving(MODERATE),
    expect: { status: 'passed', findings: [{ rule: 'minimist', rank: 'medium', severity: 'warning' }] },
  },
  {
    name: 'a moderate one refuses where the options say so',
    files: FILES,
    serve: serving(MODERATE),
    task: { options: { severity: 'moderate' } },
    expect: { status: 'failed', findings: [{ rule: 'minimist', rank: 'medium' }] },
  },
  {
    name: 'offline by the config, it asks all the same',
    files: { ...FILES, '.npmrc': `${FILES['.npmrc']}offline=true\n` },
    serve: serving(CRITICAL),
    expect: { status: 'failed' },
  },
  {
    name: 'no network',
    files: { ...FILES, '.npmrc': 'registry=http://127.0.0.1:9/\nfetch-retries=0\n' },
    expect: { status: 'broken', message: /^npm audit failed: request to .* failed, reason: connect ECONNREFUSED/ },
  },
  {
    name: 'no lock file',
    files: { 'package.json': FILES['package.json'] },
    expect: { status: 'broken', message: /^npm audit failed: This command requires an existing lockfile/ },
  },
];
