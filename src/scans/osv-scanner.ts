import type { ScanFormat } from '../core/contracts/scans.ts';
import type { ScanFinding } from '../core/scan.ts';
import { itemsIn, known, listAt, messageOf, objectIn, textIn, valueIn } from '../scan-report/fields.ts';
import { gravest, rankOfWord, scoreOf } from '../scan-report/ranks.ts';

export default {
  summary: "osv-scanner's JSON (osv-scanner scan --format json)",
  tools: ['osv-scanner', 'osv'],

  recognizes(report, tool) {
    const keys = objectIn(report) ?? {};
    const results = valueIn(report, 'results');
    if (!Array.isArray(results) || 'errors' in keys) return false;
    // Its clean report says nothing but that.
    if (results.length === 0) return 'experimental_config' in keys || tool === 'osv-scanner' || tool === 'osv';
    return results.every((one) => 'source' in (objectIn(one) ?? {}) && Array.isArray(valueIn(one, 'packages')));
  },

  read(report) {
    return {
      findings: listAt(report, 'results').flatMap((result) =>
        listAt(result, 'packages').flatMap((entry) => readPackage(textIn(result, 'source', 'path'), entry)),
      ),
    };
  },
} satisfies ScanFormat;

/** Vulnerabilities that are the same under several names are one group. */
function readPackage(source: string | undefined, entry: unknown): readonly ScanFinding[] {
  if (objectIn(entry) === undefined) throw new Error('one of its `packages` is none');
  const vulnerabilities = itemsIn(entry, 'vulnerabilities');
  const groups = itemsIn(entry, 'groups');
  const grouped = new Set(groups.flatMap((group) => itemsIn(group, 'ids')));
  const alone = vulnerabilities
    .filter((one) => !grouped.has(valueIn(one, 'id')))
    .map((one) => ({ ids: [valueIn(one, 'id')] }));
  const byId = new Map(vulnerabilities.map((one) => [valueIn(one, 'id'), one]));
  return [...groups, ...alone].map((group) => readGroup(group, byId, entry, source));
}

function readGroup(
  group: unknown,
  byId: ReadonlyMap<unknown, unknown>,
  entry: unknown,
  file: string | undefined,
): ScanFinding {
  const ids = itemsIn(group, 'ids');
  const rule = ids.find((id) => typeof id === 'string');
  if (typeof rule !== 'string') throw new Error('a group in it has no `ids`');
  const own = ids.flatMap((id) => byId.get(id) ?? []);
  const name = `${textIn(entry, 'package', 'name') ?? 'a package'} ${textIn(entry, 'package', 'version') ?? ''}`;
  const summary = own.map((one) => textIn(one, 'summary') ?? textIn(one, 'details')).find((text) => text !== undefined);
  return {
    tool: 'osv-scanner',
    rule,
    message: messageOf(name, summary ?? 'is vulnerable'),
    ...known({
      file,
      score: scoreOf(valueIn(group, 'max_severity')),
      word: gravest(own.map((one) => rankOfWord(valueIn(one, 'database_specific', 'severity')))),
    }),
  };
}
