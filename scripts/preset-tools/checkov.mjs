const CLEAN = { 'main.tf': 'variable "a" {\n  type = string\n}\n' };
const SECRET = ['AKIA', 'QYLPMN5HHHFPZAM2'].join('');

export const install = { pypi: ['checkov==3.3.30'] };

export const cases = [
  { name: 'clean', files: CLEAN, expect: { status: 'passed' } },
  {
    name: 'findings',
    files: { Dockerfile: 'FROM alpine:latest\nRUN apk add curl\n' },
    expect: {
      status: 'failed',
      findings: [
        { file: 'Dockerfile', line: 1, rule: 'CKV_DOCKER_7' },
        { file: 'Dockerfile', line: 1, rule: 'CKV_DOCKER_2' },
        { file: 'Dockerfile', line: 1, rule: 'CKV_DOCKER_3' },
      ],
    },
  },
  {
    name: 'a secret, shown nowhere',
    files: { 'main.tf': `provider "aws" {\n  access_key = "${SECRET}"\n}\n` },
    expect: { status: 'failed', hidden: [SECRET] },
  },
  {
    name: 'a file that it cannot read is not clean',
    files: { ...CLEAN, 'bad/x.tf': 'resource "aws_s3_bucket" {{{\n' },
    expect: { status: 'broken', message: /checkov could not read: .*bad\/x\.tf/ },
  },
  {
    name: 'a config that it cannot read',
    files: { ...CLEAN, '.checkov.yaml': 'x: [\n' },
    expect: { status: 'broken', message: /Couldn't parse config file/ },
  },
];
