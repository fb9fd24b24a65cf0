import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What each ref of a table leads to: an id, an id and what that tag is about, another name, or (null) nothing any more. */
export type TableRefs = Readonly<Record<string, string | readonly [tag: string, peeled: string] | null>>;

const BLOCK = 4096;

const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(spawnSync('git', ['version']).stdout.toString()) ?? [];

/** Whether the git of this machine can keep refs so. */
export const KNOWS_TABLES = Number(major) > 2 || Number(minor) >= 45;

/** Bytes of a table as git 2.45 and later write them, blocks of refs alone. Ids decide on the version. */
export function makeTable(refs: TableRefs): Buffer {
  const header = headerFor(Object.values(refs).some((value) => value?.length === 64));
  const names = Object.keys(refs).sort();
  const blocks: Buffer[] = [];
  while (names.length > 0) {
    const start = blocks.length === 0 ? header : Buffer.alloc(0);
    const records = takeRecords(names, refs, BLOCK - start.length - 4 - 5);
    blocks.push(blockOf(records, start, names.length > 0));
  }
  return Buffer.concat([...(blocks.length === 0 ? [header] : blocks), header, Buffer.alloc(44)]);
}

function headerFor(is256: boolean): Buffer {
  const header = Buffer.alloc(is256 ? 28 : 24);
  header.write('REFT');
  header.writeUInt8(is256 ? 2 : 1, 4);
  header.writeUIntBE(BLOCK, 5, 3);
  if (is256) header.write('s256', 24);
  return header;
}

/** Takes as many names as fit. */
function takeRecords(names: string[], refs: TableRefs, room: number): Buffer {
  let records = Buffer.alloc(0);
  for (let before = ''; names.length > 0; before = names.shift() ?? '') {
    const name = names[0] ?? '';
    const record = recordOf(name, before, refs[name] ?? null);
    if (records.length + record.length > room) break;
    records = Buffer.concat([records, record]);
  }
  return records;
}

/** Lays tables into a git directory, the oldest first, as its only ones. */
export function writeTables(gitDir: string, ...tables: readonly Buffer[]): void {
  const folder = path.join(gitDir, 'reftable');
  mkdirSync(folder, { recursive: true });
  const named = tables.map((table, index) => [`0x00000000000${index}-${table.length}.ref`, table] as const);
  for (const [name, table] of named) writeFileSync(path.join(folder, name), table);
  writeFileSync(path.join(folder, 'tables.list'), named.map(([name]) => `${name}\n`).join(''));
  writeFileSync(path.join(gitDir, 'HEAD'), 'ref: refs/heads/.invalid\n');
}

function blockOf(records: Buffer, header: Buffer, isFull: boolean): Buffer {
  const start = Buffer.from(`r${'\0'.repeat(3)}`);
  const restarts = Buffer.from([0, 0, header.length + 4, 0, 1]);
  const length = header.length + start.length + records.length + restarts.length;
  start.writeUIntBE(length, 1, 3);
  return Buffer.concat([header, start, records, restarts, Buffer.alloc(isFull ? BLOCK - length : 0)]);
}

function recordOf(name: string, before: string, value: TableRefs[string]): Buffer {
  let same = 0;
  while (same < name.length && name[same] === before[same]) same += 1;
  const type = value === null ? 0 : typeof value !== 'string' ? 2 : /^[0-9a-f]{40,64}$/.test(value) ? 1 : 3;
  const rest = Buffer.from(name.slice(same));
  return Buffer.concat([number(same), number(rest.length * 8 + type), rest, number(0), valueBytes(value, type)]);
}

function valueBytes(value: TableRefs[string], type: number): Buffer {
  if (value === null) return Buffer.alloc(0);
  if (type === 3) return Buffer.concat([number(value.length), Buffer.from(`${value}`)]);
  return Buffer.from([value].flat().join(''), 'hex');
}

function number(value: number): Buffer {
  const bytes = [value & 127];
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) {
    left -= 1;
    bytes.unshift(128 | (left & 127));
  }
  return Buffer.from(bytes);
}
