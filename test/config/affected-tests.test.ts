import { describe, expect, it } from 'vitest';
import { pathTest } from '../../src/core/globs.ts';
import { complaint, loadTask, tier } from './project.ts';

const complaintOf = (task: unknown) => complaint(tier({ task }));

describe('a preset that runs only affected tests', () => {
  it('gets commands of its own, with the arguments of the user before what changed', async () => {
    const options = { affected: { always: ['e2e/**'] }, args: ['--project', 'parts'] };
    const { affected, check } = await loadTask({ uses: 'vitest', options });
    expect(check[0]?.slice(-2)).toEqual(['--project', 'parts']);
    expect(affected?.check[0]?.slice(-3)).toEqual(['--project', 'parts', '{changed}']);
    expect(pathTest(affected?.always ?? { include: [], exclude: [] })('e2e/a.test.ts')).toBe(true);
    expect(await loadTask({ uses: 'vitest' })).not.toHaveProperty('affected');
  });

  it('is refused what says nothing, and globs that cannot be used', async () => {
    expect(await complaintOf({ uses: 'vitest', options: { affected: 'yes' } })).toContain('affected');
    expect(await complaintOf({ uses: 'pytest', options: { affected: { always: ['/e2e/'] } } })).toContain('/e2e/');
  });
});
