// It is asked to go to a server of ours in place of that of OSV, which answers as that does.
const ANSWER = {
  vulns: [
    {
      id: 'GHSA-462w-v97r-4m45',
      aliases: ['CVE-2019-10906', 'PYSEC-2019-217'],
      summary: 'Jinja2 sandbox escape via string formatting',
      details: 'In Pallets Jinja before 2.10.1, str.format_map allows a sandbox escape.',
      affected: [
        {
          package: { ecosystem: 'PyPI', name: 'jinja2' },
          ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2.10.1' }] }],
        },
      ],
    },
  ],
};
const OPTIONS = {
  requirements: 'requirements.txt',
  args: ['--no-deps', '--disable-pip', '-s', 'osv', '--osv-url', '{origin}/v1/query', '--timeout', '5'],
};
const FILES = { 'requirements.txt': 'jinja2==2.4.1\n' };

export const install = { pypi: ['pip-audit==2.10.1'] };

export const cases = [
  {
    name: 'clean',
    files: FILES,
    task: { options: OPTIONS },
    serve: () => ({}),
    expect: { status: 'passed' },
  },
  {
    name: 'a vulnerability, of which nobody says how grave it is',
    files: FILES,
    task: { options: OPTIONS },
    serve: () => ANSWER,
    expect: { status: 'failed', findings: [{ rule: 'PYSEC-2019-217', rank: undefined }] },
  },
  {
    name: 'a gate judges in its place',
    files: FILES,
    task: { options: OPTIONS },
    serve: () => ANSWER,
    gates: { findings: { input: '{scratch}/pip-audit.json', unknownAs: 'low' } },
    expect: { status: 'passed', gate: 'passed' },
  },
  {
    name: 'no network',
    files: FILES,
    task: { options: { ...OPTIONS, args: OPTIONS.args.map((word) => word.replace('{origin}', 'http://127.0.0.1:9')) } },
    expect: { status: 'broken', message: /127\.0\.0\.1/ },
  },
  {
    name: 'no lock file',
    files: FILES,
    expect: { status: 'broken', message: /no lockfiles found in/ },
  },
];
