import type { Task, Tier } from '../core/task.ts';
import type { Facts } from './facts.ts';

/** The config that a tier or a task stands in, as a member of a diagnosis. */
export function inConfig(
  { root }: Pick<Tier | Task, 'root'>,
  { configs }: Pick<Facts, 'configs'>,
): { readonly file?: string } {
  const file = configs?.files.find((one) => one.root === root)?.file;
  return file === undefined ? {} : { file };
}

/** As in "task `lint` of `fast`". */
export function taskText({ name, tier }: Pick<Task, 'name' | 'tier'>): string {
  return `task \`${name}\` of \`${tier}\``;
}
