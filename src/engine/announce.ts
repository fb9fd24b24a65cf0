import type { Ports } from '../core/ports.ts';
import type { Task } from '../core/task.ts';

/** Ports that tell of the task when its first program is started: what is remembered, or waits for its turn, has not begun. */
export function announcing(ports: Ports, task: Task): Ports {
  let hasBegun = false;
  const execute: Ports['execute'] = (work) => {
    if (!hasBegun) ports.tell({ type: 'started', task });
    hasBegun = true;
    return ports.execute(work);
  };
  return { ...ports, execute };
}
