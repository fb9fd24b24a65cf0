import type { ScanFormat } from '../core/contracts/scans.ts';
import type { ScanFinding } from '../core/scan.ts';
import { known, linesOf, listAt, messageOf, objectIn, placeIn, textIn, valueIn } from '../scan-report/fields.ts';
import { rankOfWord, scoreOf } from '../scan-report/ranks.ts';

const FORM = 2;

export default {
  summary: "trivy's JSON (trivy fs --format json)",
  tools: ['trivy'],

  recognizes(report) {
    const keys = objectIn(report) ?? {};
    return 'SchemaVersion' in keys && ('ArtifactName' in keys || 'Results' in keys);
  },

  read(report) {
    if (valueIn(report, 'SchemaVersion') !== FORM) throw new Error(`its \`SchemaVersion\` is not ${FORM}`);
    // It leaves the list out when there was nothing to find.
    const results = valueIn(report, 'Results') ?? [];
    if (!Array.isArray(results)) throw new Error('its `Results` are no list');
    return { findings: results.flatMap(readTarget) };
  },
} satisfies ScanFormat;

function readTarget(result: unknown): readonly ScanFinding[] {
  if (objectIn(result) === undefined) throw new Error('one of its `Results` is none');
  const file = textIn(result, 'Target');
  const vulnerabilities = foundIn(result, 'Vulnerabilities').map((one): ScanFinding => {
    const name = `${textIn(one, 'PkgName') ?? 'a package'} ${textIn(one, 'InstalledVersion') ?? ''}`;
    const texts = [name, textIn(one, 'Title') ?? textIn(one, 'Description') ?? 'is vulnerable'];
    const score = cvssOf(one);
    return { ...finding(one, file, 'VulnerabilityID', texts), about: 'vulnerability', ...known({ score }) };
  });
  const misconfigurations = foundIn(result, 'Misconfigurations')
    .filter((one) => (textIn(one, 'Status') ?? 'FAIL') === 'FAIL')
    .map((one): ScanFinding => {
      const lines = linesOf(placeIn(one, 'CauseMetadata', 'StartLine'), placeIn(one, 'CauseMetadata', 'EndLine'));
      return { ...finding(one, file, 'ID', [textIn(one, 'Title'), textIn(one, 'Message')]), ...lines };
    });
  const secrets = foundIn(result, 'Secrets').map((one): ScanFinding => {
    const lines = linesOf(placeIn(one, 'StartLine'), placeIn(one, 'EndLine'));
    return { ...finding(one, file, 'RuleID', []), about: 'secret', ...lines };
  });
  const licenses = foundIn(result, 'Licenses').map((one): ScanFinding => {
    const place = textIn(one, 'FilePath') ?? file;
    return finding(one, place, 'Name', [`license of ${textIn(one, 'PkgName') ?? 'a file'}`, textIn(one, 'Name')]);
  });
  return [...vulnerabilities, ...misconfigurations, ...secrets, ...licenses];
}

/** It leaves out lists in which nothing is. */
function foundIn(result: unknown, key: string): readonly unknown[] {
  return (valueIn(result, key) ?? null) === null ? [] : listAt(result, key);
}

function finding(
  entry: unknown,
  file: string | undefined,
  idKey: string,
  texts: readonly (string | undefined)[],
): ScanFinding {
  const rule = textIn(entry, idKey);
  if (rule === undefined) throw new Error(`an entry of its \`Results\` has no \`${idKey}\``);
  return {
    tool: 'trivy',
    rule,
    message: messageOf(...texts),
    ...known({ file, word: rankOfWord(valueIn(entry, 'Severity')) }),
  };
}

/** The score of whoever gave the severity, as in trivy's own SARIF; else the highest of all. */
function cvssOf(vulnerability: unknown): number | undefined {
  const vendors = objectIn(valueIn(vulnerability, 'CVSS')) ?? {};
  const source = textIn(vulnerability, 'SeveritySource') ?? '';
  const own = scoreOfVendor(valueIn(vendors, source));
  const scores = Object.values(vendors).flatMap((vendor) => scoreOfVendor(vendor) ?? []);
  return own ?? (scores.length === 0 ? undefined : Math.max(...scores));
}

function scoreOfVendor(vendor: unknown): number | undefined {
  const score = (key: string) => scoreOf(valueIn(vendor, key));
  return score('V3Score') ?? score('V40Score') ?? score('V2Score');
}
