import type { AskedFile } from '../core/explain/explain.ts';
import { listed } from './amounts.ts';
import { oneLine, safeName } from './harmless.ts';

/** Why a task does not look at a file that was asked about. */
export function roleText(file: AskedFile): string {
  const by = file.by === undefined ? '' : ` (${oneLine(file.by)})`;
  switch (file.role) {
    case 'judged':
      return 'it is one of its files';
    case 'unchanged':
      return 'it did not change';
    case 'input':
      return 'it is an input, which every pass of the task depends on';
    case 'unmatched':
      return 'no glob of `files` matches it';
    case 'excluded':
      return `\`exclude\` leaves it out${by}`;
    case 'ungoverned':
      return file.by === undefined ? 'no config governs it' : `another config governs it${by}`;
    case 'not-regular':
      return 'it is a link or a submodule, which no program is handed';
    case 'deleted':
      return file.renamedTo === undefined ? 'it is deleted' : `it is ${safeName(file.renamedTo)} now`;
    case 'folder':
      return 'it is a folder; name one of its files';
    case 'ignored':
      return `git ignores it${by}`;
    case 'untracked':
      return 'git does not track it yet';
    case 'unknown':
      return 'there is no such file';
  }
}

/** What there is to say of the file besides. */
export function fileRemarks({ path, role, isEdited, others }: AskedFile): readonly (readonly [string, string])[] {
  const isNotIts = role === 'unmatched' || role === 'excluded' || role === 'ungoverned';
  const about = others.length === 0 ? 'no task' : listed([...new Set(others)].map(safeName));
  return [
    ...(isEdited ? ([['edited', `${safeName(path)} has unstaged edits, which it does not see`]] as const) : []),
    ...(isNotIts ? ([['looked at by', about]] as const) : []),
  ];
}
