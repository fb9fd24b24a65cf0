import type { SchemaLibrary } from '../../core/contracts/schema.ts';
import { deploySchema } from './deploy.ts';
import { nameSchema, type SchemaTools, textSchema } from './task.ts';

/** The key `ci`: what workflows of GitHub Actions are made of, each with what holds without it. */
export function ciSchema(tools: SchemaTools) {
  const { z, describe } = tools;
  const machine = machineShape(tools);
  return z.strictObject({
    ...machine,
    tiers: describe(
      z.optional(z.record(nameSchema(z), z.strictObject(machine))),
      'what is different for a tier, by its name',
    ),
    runnerLabels: describe(
      z.optional(z.array(textSchema(z))),
      "labels of the project's own runners, which `ci lint` does not know",
      { default: [] },
    ),
    deploy: describe(z.optional(deploySchema(tools)), 'where what is built goes; without it, nowhere'),
  });
}

function machineShape({ z, describe }: SchemaTools) {
  const texts = atLeastOne(z);
  const minutes = z.int().check(z.minimum(1));
  const variable = z.string().check(z.regex(/^[A-Za-z_]\w*$/, 'a name of a variable'));
  return {
    runsOn: describe(z.optional(texts), 'labels of runners: one, or several for a matrix', { default: 'ubuntu-24.04' }),
    node: describe(z.optional(texts), 'versions of Node: one, or several for a matrix', { default: '22' }),
    python: describe(z.optional(texts), 'versions of Python, where a tier needs it: one, or several for a matrix', {
      default: '3.12',
    }),
    install: describe(
      z.optional(z.array(textSchema(z))),
      'commands of a shell that bring in what tasks need; those that start with a program of Python run where a tier needs it',
      { default: ['npm ci'] },
    ),
    timeout: describe(z.optional(minutes), 'minutes after which a job is stopped', { default: 30 }),
    env: describe(
      z.optional(z.record(variable, z.string())),
      'variables of the jobs; a value may be an expression of GitHub, such as that of a secret',
      { default: {} },
    ),
  };
}

function atLeastOne(z: SchemaLibrary) {
  return z.union([textSchema(z), z.array(textSchema(z)).check(z.minLength(1))]);
}
