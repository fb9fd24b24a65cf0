import { describe, expect, it } from 'vitest';
import { PackedReader, PackedWriter } from '../../../src/core/coverage/packed-numbers.ts';

describe('packed numbers', () => {
  it.each([0, 1, 31, 32, 1023, 1024, 2 ** 31, 2 ** 32 + 5, Number.MAX_SAFE_INTEGER])('give back %d', (value) => {
    const writer = new PackedWriter();
    writer.number(value);
    const reader = new PackedReader(writer.take(value, 7));
    expect([reader.number(), reader.number(), reader.isDone, reader.number(), reader.isDone]).toEqual([
      ...[value, 7],
      ...[false, value, true],
    ]);
  });

  it('stop at the largest exact number', () => {
    const writer = new PackedWriter();
    writer.number(1e300);
    const reader = new PackedReader(writer.take(Number.POSITIVE_INFINITY, 0));
    expect([reader.number(), reader.number(), reader.number()]).toEqual([
      Number.MAX_SAFE_INTEGER,
      0,
      Number.MAX_SAFE_INTEGER,
    ]);
  });

  it('stand beside names of any letters and length, and begin anew when taken', () => {
    const writer = new PackedWriter();
    const names = ['', 'plain', 'näme', '漢字 🦀', 'two\nlines', 'x'.repeat(100_000)];
    for (const [at, name] of names.entries()) {
      writer.number(at * 40);
      writer.name(name);
    }
    const reader = new PackedReader(writer.take(0, 0));
    expect([reader.number(), reader.number()]).toEqual([0, 0]);
    const read = names.map(() => [reader.number(), reader.name()]);
    expect(read).toEqual(names.map((name, at) => [at * 40, name.replace('\n', ' ')]));
    expect([reader.isDone, writer.take(1, 1)]).toEqual([true, '']);
  });

  it('stand beside names that lie in bytes', () => {
    const writer = new PackedWriter();
    const bytes = Buffer.from(`a, näme\nof two lines${'x'.repeat(5000)}`);
    writer.nameIn(bytes, 3, bytes.length);
    writer.nameIn(bytes, 0, 0);
    const reader = new PackedReader(writer.take(0, 0));
    reader.number();
    reader.number();
    expect([reader.name(), reader.name(), reader.isDone]).toEqual([`näme of two lines${'x'.repeat(5000)}`, '', true]);
  });

  it('do not run on in a text that was cut short', () => {
    const reader = new PackedReader('g');
    expect([reader.number(), reader.isDone]).toEqual([0, true]);
  });
});
