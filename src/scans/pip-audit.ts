import type { ScanFormat } from '../core/contracts/scans.ts';
import type { ScanFinding } from '../core/scan.ts';
import { listAt, messageOf, objectIn, textIn, valueIn } from '../scan-report/fields.ts';

export default {
  summary: "pip-audit's JSON (pip-audit -f json)",
  tools: ['pip-audit'],

  recognizes(report) {
    const dependencies = valueIn(report, 'dependencies');
    if (!Array.isArray(dependencies)) return false;
    return dependencies.every((one) => {
      const keys = objectIn(one) ?? {};
      return 'name' in keys && ('vulns' in keys || 'skip_reason' in keys);
    });
  },

  read(report) {
    const dependencies = listAt(report, 'dependencies');
    const isSkipped = (one: unknown) => textIn(one, 'skip_reason') !== undefined;
    const skipped = dependencies.filter(isSkipped);
    const looked = dependencies.filter((one) => !isSkipped(one));
    return {
      findings: looked.flatMap((one) =>
        listAt(one, 'vulns').map((vulnerability) => readVulnerability(one, vulnerability)),
      ),
      notes: skipped.map((one) =>
        messageOf(`pip-audit did not look at ${textIn(one, 'name')}`, textIn(one, 'skip_reason')),
      ),
    };
  },
} satisfies ScanFormat;

/** It knows no severity. */
function readVulnerability(dependency: unknown, vulnerability: unknown): ScanFinding {
  const rule = textIn(vulnerability, 'id');
  if (rule === undefined) throw new Error('a vulnerability in it has no `id`');
  const name = `${textIn(dependency, 'name')} ${textIn(dependency, 'version') ?? ''}`;
  return {
    tool: 'pip-audit',
    rule,
    message: messageOf(name, textIn(vulnerability, 'description') ?? 'is vulnerable'),
  };
}
