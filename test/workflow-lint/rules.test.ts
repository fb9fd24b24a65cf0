import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/workflow-lint/rules.ts';
import { lintTexts } from '../support/lint-lab.ts';

// A folder for each rule: `bad*.yml` says in comments on top what is expected of it (`# expects 7:9 part of the message`, of
// this rule; other errors are none), `good*.yml` holds what is near and right: no rule may call it an error, and the rule of
// the folder may say nothing. A folder `bad*` or `good*` is several files that are looked at together: what is expected
// stands in the file that it is said of.

const FIXTURES = join(import.meta.dirname, '../fixtures/workflow-lint');

const examples = readdirSync(FIXTURES).flatMap((rule) =>
  readdirSync(join(FIXTURES, rule)).map((name) => ({ rule, name, texts: readTexts(join(FIXTURES, rule, name)) })),
);

describe.each(examples)('$rule/$name', ({ rule, name, texts }) => {
  it(name.startsWith('bad') ? 'is told of where it is wrong' : 'is left alone', async () => {
    const findings = await lintTexts(texts);
    const said = findings.filter((one) => one.rule === rule || one.severity === 'error');
    const told = said.map((one) => `${one.file} ${one.line}:${one.column} [${one.rule}] ${one.message}`);
    const expected = Object.entries(texts).flatMap(([file, text]) => expectationsIn(rule, file, text));
    expect(told).toEqual(expected.map((pattern) => expect.stringMatching(pattern)));
    expect(told.length > 0).toBe(name.startsWith('bad'));
  });
});

it.each(RULES.map(({ name }) => name))('%s has a bad and a good example', (rule) => {
  const names = examples.filter((one) => one.rule === rule).map(({ name }) => name.replace(/[.-].*/, ''));
  expect(names).toEqual(expect.arrayContaining(['bad', 'good']));
});

function readTexts(path: string): Readonly<Record<string, string>> {
  if (/\.ya?ml$/.test(path)) return { 'a.yml': readFileSync(path, 'utf8') };
  return Object.fromEntries(
    readdirSync(path).map((name) => [`.github/workflows/${name}`, readFileSync(join(path, name), 'utf8')]),
  );
}

function expectationsIn(rule: string, file: string, text: string): readonly RegExp[] {
  return [...text.matchAll(/^# expects (\d+:\d+) (.*)$/gm)].map(
    ([, place = '', message = '']) =>
      new RegExp(`^${literally(`${file} ${place} [${rule}] `)}.*${literally(message)}`, 's'),
  );
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
