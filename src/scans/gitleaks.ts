import type { ScanFormat } from '../core/contracts/scans.ts';
import type { ScanFinding } from '../core/scan.ts';
import { known, objectIn, placeIn, textIn } from '../scan-report/fields.ts';

export default {
  summary: "gitleaks' and Betterleaks' JSON (gitleaks git --report-format json)",
  tools: ['gitleaks', 'betterleaks'],
  emptyListOf: ['gitleaks', 'betterleaks'],

  recognizes(report) {
    return Array.isArray(report) && report.length > 0 && report.every(isLeak);
  },

  read(report, tool) {
    const name = tool === 'betterleaks' ? tool : 'gitleaks';
    return { findings: (Array.isArray(report) ? report : []).map((leak) => readLeak(leak, name)) };
  },
} satisfies ScanFormat;

function isLeak(entry: unknown): boolean {
  const keys = objectIn(entry) ?? {};
  return 'RuleID' in keys && ('Secret' in keys || 'Match' in keys || 'Fingerprint' in keys);
}

function readLeak(leak: unknown, tool: string): ScanFinding {
  return {
    tool,
    // Nothing else of a leak is looked at: other members hold the secret, the line around it, or who wrote it.
    message: '',
    ...known({
      rule: textIn(leak, 'RuleID'),
      file: textIn(leak, 'File'),
      line: placeIn(leak, 'StartLine'),
      column: placeIn(leak, 'StartColumn'),
    }),
  };
}
