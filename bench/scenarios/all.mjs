// The rows of the table, in its order.

import { memory } from './memory.mjs';
import { nothing } from './nothing.mjs';
import { packages } from './packages.mjs';
import { pushes } from './pushes.mjs';
import { realTools } from './real-tools.mjs';

/**
 * @typedef {{ rounds: number, only: (peer: string) => boolean }} Wishes
 * @typedef {{
 *   key: string, title: string, target: number, unit: string,
 *   measure: (tools: import('../support/install.mjs').Tools, wishes: Wishes) => import('../support/commits.mjs').Result,
 * }} Scenario
 */

/** @type {readonly Scenario[]} */
export const SCENARIOS = [...nothing, ...packages, ...realTools, ...pushes, memory];
