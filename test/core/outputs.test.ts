import { describe, expect, it } from 'vitest';
import {
  contentName,
  isOutputPath,
  isReturned,
  type OutputFile,
  planReturn,
  type Standing,
} from '../../src/core/outputs.ts';

const file = (path: string, text: string, more: Partial<OutputFile> = {}): OutputFile => ({
  path,
  mode: 0o644,
  size: text.length,
  content: contentName(text),
  ...more,
});
const holding = (text: string, mode = 0o644): Standing => ({ mode, content: contentName(text) });
const plan = (outputs: readonly OutputFile[], placed: readonly OutputFile[], standing: Record<string, Standing>) =>
  planReturn(outputs, new Map(placed.map((one) => [one.path, one])), (path) => standing[path] ?? 'nothing');

const NOTHING = { missing: [], doubtful: [], blocked: [], stale: [], isLost: false };

describe('bringing back what a pass left', () => {
  it('has nothing to do where all stands as it was left', () => {
    const done = plan([file('d/a', '1')], [], { 'd/a': holding('1') });
    expect(done).toEqual(NOTHING);
    expect(isReturned(done)).toBe(true);
  });

  it('writes what is gone, also what was found there', () => {
    const outputs = [file('d/a', '1'), file('d/b', '2', { found: true })];
    expect(plan(outputs, [], {})).toEqual({ ...NOTHING, missing: outputs });
    expect(isReturned(plan(outputs, [], {}))).toBe(false);
  });

  it('writes over what is known to be left by the same task, to the byte and to the mode', () => {
    const output = file('d/a', '2');
    const placed = [file('d/a', '1')];
    expect(plan([output], placed, { 'd/a': holding('1') })).toEqual({ ...NOTHING, missing: [output] });
    expect(plan([output], placed, { 'd/a': holding('1', 0o755) })).toEqual({ ...NOTHING, doubtful: [output] });
    expect(plan([output], placed, { 'd/a': holding('mine') })).toEqual({ ...NOTHING, doubtful: [output] });
  });

  it('gives up where a file that the task only found holds something else', () => {
    const output = file('d/a', '2', { found: true });
    for (const placed of [[], [file('d/a', '1', { found: true })]]) {
      const lost = plan([output], placed, { 'd/a': holding('1') });
      expect(lost).toEqual({ ...NOTHING, isLost: true });
      expect(isReturned(lost)).toBe(false);
    }
  });

  it('removes what an earlier pass left, and only that', () => {
    const placed = [
      file('d/old', '1'),
      file('d/edited', '1'),
      file('d/found', '1', { found: true }),
      file('d/gone', '1'),
    ];
    const standing = {
      'd/old': holding('1'),
      'd/edited': holding('mine'),
      'd/found': holding('1'),
      'd/own': holding('x'),
    };
    expect(plan([], placed, standing)).toEqual({ ...NOTHING, stale: [file('d/old', '1')] });
  });

  it('says what is in the way', () => {
    const output = file('d/a', '1');
    expect(plan([output], [file('d', '0')], { 'd/a': 'obstacle', d: holding('0') })).toEqual({
      ...NOTHING,
      blocked: [output],
      stale: [file('d', '0')],
    });
  });
});

describe('a path of an output', () => {
  it.each(['a', 'dist/.hidden/a.js', '.github/x', 'my_node_modules/a'])('may be %s', (path) => {
    expect(isOutputPath(path)).toBe(true);
  });

  it.each(['', '/etc/passwd', '../a', 'a/../../b', './a', 'a//b', '.git/config', 'a/.GIT/hooks/x', 'node_modules/a'])(
    'is never %j',
    (path) => {
      expect(isOutputPath(path)).toBe(false);
    },
  );
});
