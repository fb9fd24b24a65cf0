import { describe, expect, it } from 'vitest';
import { Drawing } from '../../../src/cli/terminal/drawing.ts';

describe('lines that are drawn over', () => {
  it('are written at once below the cursor, and erase nothing that still stands', () => {
    const drawing = new Drawing();
    expect(drawing.show(['one', 'two'], 80)).toBe('\x1b[?2026h\none\x1b[K\ntwo\x1b[K\x1b[J\r\x1b[2A\x1b[?2026l');
    expect(drawing.show(['three'], 80)).toBe('\x1b[?2026h\nthree\x1b[K\x1b[J\r\x1b[1A\x1b[?2026l');
    expect(drawing.show([], 80)).toBe('\x1b[?2026h\x1b[J\r\x1b[?2026l');
  });

  it('are not written again while nothing changes', () => {
    const drawing = new Drawing();
    drawing.show(['one'], 80);
    expect(drawing.show(['one'], 80)).toBe('');
    expect(drawing.show(['one'], 70)).toMatch(/^\S+h\r\S+K\none/);
    drawing.clear();
    expect(drawing.show(['one'], 70)).not.toBe('');
  });

  it('are taken away with all that stands below, and nothing above', () => {
    const drawing = new Drawing();
    drawing.show(['one', 'two'], 80);
    expect(drawing.clear()).toBe('\x1b7\r\x1b[1B\x1b[J\x1b8\x1b[?25h');
    expect(drawing.clear()).toBe('\x1b[?25h');
  });
});
