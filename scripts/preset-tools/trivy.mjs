const KEY = ['AKIA', 'QYLPMN5HHHFPZAM2'].join('');

export const install = {
  go: ['github.com/aquasecurity/trivy/cmd/trivy@v0.74.0'],
  env: { GOEXPERIMENT: 'jsonv2' },
};

/** What needs no database. */
const WITHOUT = { options: { scanners: ['secret', 'misconfig'], args: ['--skip-check-update'] } };

export const cases = [
  { name: 'clean', files: { 'a.txt': 'a\n' }, task: WITHOUT, expect: { status: 'passed' } },
  {
    name: 'secrets and misconfigurations',
    files: { 'deploy.sh': `AWS_ACCESS_KEY_ID=${KEY}\n`, Dockerfile: 'FROM alpine:latest\nUSER x\n' },
    task: WITHOUT,
    expect: {
      status: 'failed',
      findings: [
        { file: 'deploy.sh', line: 1, rule: 'aws-access-key-id', rank: 'critical' },
        { file: 'Dockerfile', line: 1, rule: 'DS-0001', rank: 'medium' },
        { file: 'Dockerfile', rule: 'DS-0026', rank: 'low' },
      ],
      hidden: [KEY],
    },
  },
  {
    name: 'no network',
    files: { 'package-lock.json': '{ "lockfileVersion": 3, "packages": {} }' },
    env: { HTTPS_PROXY: 'http://127.0.0.1:9', TRIVY_CACHE_DIR: '{directory}/.git/empty' },
    expect: { status: 'broken', message: /failed to download vulnerability DB/ },
  },
  {
    name: 'a config that it cannot read',
    files: { 'trivy.yaml': 'x: [\n' },
    expect: { status: 'broken', message: /trivy\.yaml/ },
  },
];
