import { expect, it } from 'vitest';
import { foreignFolderError } from '../../../src/git/hooks/choose-folder.ts';

const setting = { value: '.husky/_', scope: 'local', origin: 'file:.git/config' } as const;
const hintFor = (folder: string) => foreignFolderError({ folder, why: 'it is not ours', setting }).hint;

it('who has husky is led to migrate first, and everybody to what is left', () => {
  expect(hintFor('/repo/.husky/_')).toMatch(/^`npx lattice-hooks migrate` .* Or `lattice-hooks install --force` /);
  expect(hintFor('/home/ada/hooks')).toMatch(/^`lattice-hooks install --force` .*--unset-all/);
});
