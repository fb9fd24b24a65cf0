import type { ToolKind } from '../core/contracts/tasks.ts';
import { judgeScanner } from '../scan-report/verdict.ts';
import { firstFile } from '../tool-output/detection.ts';
import { PYTHON_LOCK_FILES } from '../tool-output/lock-files.ts';

const CONFIGS = ['.checkov.yaml', '.checkov.yml', '.checkov.baseline'];

export default {
  type: 'tool',
  summary: 'Finds misconfigurations of infrastructure with checkov: Terraform, Dockerfiles, Kubernetes, workflows',
  tool: { program: 'checkov', ecosystem: 'python', package: 'checkov' },
  scanner: 'checkov',
  files: [
    '**/*.{tf,tfvars,hcl,bicep,yml,yaml,json,template}',
    '**/{Dockerfile,Dockerfile.*,*.Dockerfile,Chart.lock,package-lock.json,requirements*.txt}',
  ],
  scope: 'project',
  inputs: ['**/.checkov.{yaml,yml,baseline}', ...PYTHON_LOCK_FILES],
  onlyLooks: () => true,
  // Its policies come with it; what it would fetch are explanations.
  check: () => [['checkov', '-d', '.', '-o', 'json', '--compact', '--skip-download']],
  judge: (exit, context) => judgeScanner({ name: 'checkov', clean: 0, found: 1 }, exit, context),
  detect(repository) {
    const because =
      firstFile(repository, CONFIGS) ??
      (repository.pythonPackages.has('checkov') ? 'Python package checkov' : undefined);
    return because === undefined ? undefined : { found: true, pace: 'thorough', because };
  },
} satisfies ToolKind;
