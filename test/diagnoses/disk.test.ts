import { describe, expect, it } from 'vitest';
import { diagnoseDisk } from '../../src/diagnoses/disk.ts';
import type { Facts } from '../../src/diagnoses/facts.ts';
import { makeFacts } from '../support/facts.ts';

const told = (more: Partial<Facts>) => diagnoseDisk(makeFacts(more)).map(({ id, severity }) => [id, severity]);

describe('the disk', () => {
  const disk = { isNetwork: false, isCaseInsensitive: false, isCoarse: false, future: [] };
  it.each([
    [{ isNetwork: true }, 'network-disk'],
    [{ isCaseInsensitive: true }, 'ignore-case'],
    [{ isCoarse: true }, 'coarse-times'],
    [{ future: [{ file: 'a', seconds: 60 }] }, 'clock-skew'],
  ])('%j is worth a word', (more, id) => expect(told({ disk: { ...disk, ...more } })).toEqual([[id, 'advice']]));
});
