import { itemsOf, valueAt, type YamlNode, type YamlText } from '../yaml/tree.ts';
import { expressionsIn } from './expressions.ts';
import type { Job } from './workflow.ts';

/** Labels of `runs-on` as they are written: none where it names a group, or is of somebody's own machines. */
export function hostedLabels(runsOn: YamlNode | undefined): readonly YamlText[] {
  const labels = runsOn?.type === 'map' ? valueAt(runsOn, 'labels') : runsOn;
  if (runsOn?.type === 'map' && valueAt(runsOn, 'group') !== undefined) return [];
  const texts = itemsOf(labels).filter((item) => item.type === 'text');
  return texts.some(({ text }) => text.toLowerCase() === 'self-hosted') ? [] : texts;
}

/** The same, with what a matrix has in store where `runs-on` is `${{ matrix.name }}`. */
export function labelsOfJob(job: Job): readonly YamlText[] {
  return hostedLabels(valueAt(job.node, 'runs-on')).flatMap((label) => {
    if (!label.text.includes('${{')) return [label];
    const [expression, ...others] = expressionsIn(label);
    const [reference, ...more] = expression?.references ?? [];
    const isWhole =
      expression !== undefined && others.length === 0 && expression.end - expression.start === label.text.length;
    const isPlain = isWhole && more.length === 0 && expression.source.toLowerCase() === reference?.path.join('.');
    return isPlain && reference?.path[0] === 'matrix' ? valuesInMatrix(job, reference.path.slice(1)) : [];
  });
}

/** Texts that stand in a matrix under a path of names, in lower case. */
function valuesInMatrix({ node }: Job, path: readonly (string | undefined)[]): readonly YamlText[] {
  const matrix = valueAt(valueAt(node, 'strategy'), 'matrix');
  if (matrix?.type !== 'map') return [];
  const [name, ...below] = path;
  const values = matrix.pairs.flatMap(({ key, value }) => {
    if (key.text === 'include') return itemsOf(value).flatMap((entry) => under(entry, name));
    return key.text.toLowerCase() === name && value.type === 'list' ? value.items : [];
  });
  const found = values.flatMap((value) =>
    below.reduce<readonly YamlNode[]>((nodes, step) => nodes.flatMap((one) => under(one, step)), [value]),
  );
  return found.flatMap((value) => hostedLabels(value)).filter(({ text }) => !text.includes('${{'));
}

function under(node: YamlNode, name: string | undefined): readonly YamlNode[] {
  if (node.type !== 'map' || name === undefined) return [];
  return node.pairs.filter(({ key }) => key.text.toLowerCase() === name).map(({ value }) => value);
}
