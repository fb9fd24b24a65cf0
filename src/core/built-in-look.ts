import type { Task } from './task.ts';

/**
 * Whether a kind of ours judges what git has: no program, no installed package and no config of a tool has a say in that.
 * Not so for a module of the project, which may import any of them.
 */
export function isBuiltInLook({ readsSnapshot, uses }: Pick<Task, 'readsSnapshot' | 'uses'>): boolean {
  return readsSnapshot && uses?.startsWith('.') !== true;
}
