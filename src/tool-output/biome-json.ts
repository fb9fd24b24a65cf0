import type { JudgeContext } from '../core/contracts/judgment.ts';
import { isObject, type JsonObject } from '../core/json-shape.ts';
import type { Finding } from '../core/outcome.ts';
import { distinct, findingAt, type Place } from './findings.ts';
import { findJson, numberAt, objectAt, objectsOf, textAt } from './json.ts';
import { sentence } from './plain-text.ts';

/** What Biome reports, and whether it reports all: the totals are told apart from the list. */
export interface BiomeReport {
  readonly findings: readonly Finding[];
  readonly complete: boolean;
}

/**
 * Biome calls its JSON reporter experimental, so two forms are read: that of 2.4 and later (path, start line) and the
 * one before (span in bytes, source). Its other reporters leave out diagnostics that have no place in a file.
 */
export function readBiomeReport(stdout: string, context: JudgeContext): BiomeReport | undefined {
  const document = findJson(stdout);
  if (!isObject(document) || !Array.isArray(document['diagnostics'])) return undefined;
  const diagnostics = objectsOf(document['diagnostics']).filter((one) => severityOf(one) !== undefined);
  const findings = diagnostics.map((diagnostic) =>
    findingAt(severityOf(diagnostic) ?? 'error', messageOf(diagnostic), placeOf(diagnostic, context)),
  );
  const summary = objectAt(document, 'summary');
  const total = (numberAt(summary, 'errors') ?? 0) + (numberAt(summary, 'warnings') ?? 0);
  return { findings: distinct(findings), complete: diagnostics.length >= total };
}

function severityOf(diagnostic: JsonObject): Finding['severity'] | undefined {
  const severity = textAt(diagnostic, 'severity');
  if (severity === 'error' || severity === 'fatal') return 'error';
  return severity === 'warning' ? 'warning' : undefined;
}

function messageOf(diagnostic: JsonObject): string {
  const text = textAt(diagnostic, 'message') ?? textAt(diagnostic, 'description') ?? '';
  // Its own words announce a difference that the report does not hold.
  return text.startsWith('Formatter would have printed') ? 'not formatted as Biome formats it' : sentence(text);
}

function placeOf(diagnostic: JsonObject, context: JudgeContext): Place {
  const location = objectAt(diagnostic, 'location');
  const path = textAt(location, 'path') ?? textAt(objectAt(location, 'path'), 'file');
  const start = objectAt(location, 'start');
  const known = { line: numberAt(start, 'line'), column: numberAt(start, 'column') };
  const file = path === undefined ? undefined : context.toRepoPath(path);
  return { file, rule: textAt(diagnostic, 'category'), ...(known.line === undefined ? placeOfSpan(location) : known) };
}

function placeOfSpan(location: JsonObject): Pick<Place, 'line' | 'column'> {
  const source = textAt(location, 'sourceCode');
  const span: unknown = location['span'];
  const start: unknown = Array.isArray(span) ? span[0] : undefined;
  if (source === undefined || typeof start !== 'number') return {};
  const before = new TextDecoder().decode(new TextEncoder().encode(source).slice(0, start)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
