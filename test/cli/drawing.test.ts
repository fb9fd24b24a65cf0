import { describe, expect, it } from 'vitest';
import { Drawing } from '../../src/cli/drawing.ts';

/** How many rows the cursor goes up. */
const up = (text: string) => Number(/\[(\d+)A/.exec(text)?.[1] ?? 0);

describe('lines that are drawn over', () => {
  it('are written at once, and erase nothing that still stands', () => {
    const drawing = new Drawing();
    expect(drawing.show(['one', 'two'], 80)).toBe('\x1b[?2026hone\x1b[K\ntwo\x1b[K\n\x1b[J\x1b[?2026l');
    expect(drawing.show(['three'], 80)).toBe('\x1b[?2026h\r\x1b[2Athree\x1b[K\n\x1b[J\x1b[?2026l');
  });

  it('are not written again while nothing changes', () => {
    const drawing = new Drawing();
    drawing.show(['one'], 80);
    expect(drawing.show(['one'], 80)).toBe('');
    expect(drawing.show(['one'], 70)).not.toBe('');
  });

  it('are found again in a window that has broken them', () => {
    const drawing = new Drawing();
    drawing.show(['\x1b[1mx\x1b[22m'.repeat(70), '', '日'.repeat(20)], 80);
    // Three rows, one, and two.
    expect(up(drawing.show(['short'], 30))).toBe(6);
    expect(up(drawing.show(['next'], 80))).toBe(1);
  });

  it('are taken away, and leave nothing to take away again', () => {
    const drawing = new Drawing();
    drawing.show(['one', 'two'], 80);
    expect(drawing.clear(80)).toBe('\r\x1b[2A\x1b[J');
    expect(drawing.clear(80)).toBe('');
    expect(up(drawing.show(['one', 'two'], 80))).toBe(0);
  });
});
