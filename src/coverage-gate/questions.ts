import type { RepoPath } from '../core/files.ts';
import type { Baseline } from './baseline.ts';
import type { ChangedMeasure } from './changed.ts';
import { type FilesTest, fileDemands } from './demands.ts';
import { type Question, type Rest, sumOf } from './judgments.ts';
import { type Measurement, shareOf } from './merge.ts';
import type { CoveragePolicy, Demand } from './policy.ts';
import { ratchetQuestions } from './ratchet.ts';
import type { Share } from './thresholds.ts';
import { excuse, type Waivers } from './waivers.ts';

/** All that the judgments are made of. */
export interface Case {
  readonly policy: CoveragePolicy;
  readonly measurement: Measurement;
  /** Undefined where the policy does not ask for changed lines. */
  readonly changed: ChangedMeasure | undefined;
  /** Undefined where nothing is held to one, or none is there. */
  readonly baseline: Baseline | undefined;
  readonly waivers: Waivers;
  readonly filesTest: FilesTest;
}

/** All that the policy asks: project first, then its changed lines, groups, the ratchet, and files in order. */
export function questionsOf(one: Case): readonly Question[] {
  const { policy, filesTest } = one;
  const everything = () => true;
  return [
    ...questionsAbout({ type: 'project' }, everything, policy, one),
    ...policy.groups.flatMap((group) => {
      const has = filesTest(group.files);
      return questionsAbout({ type: 'group', name: group.files.join(', '), has }, has, group, one);
    }),
    ...fileQuestions(one),
    ...heldQuestions(one),
  ];
}

/** Of several files as if they were one. What they come to as a whole cannot be waived: lines of waived files are part of it. */
function questionsAbout(
  subject: Question['subject'],
  isMeant: (path: RepoPath) => boolean,
  { floors, changed: threshold }: Demand,
  { measurement, changed, waivers }: Case,
): readonly Question[] {
  const files = [...measurement.files].filter(([path]) => isMeant(path));
  const whole = [...floors].map(([metric, floor]): Question => {
    const share = sumOf(files.flatMap(([, file]) => shareOf(file, metric) ?? []));
    return { subject, rule: 'floor', metric, threshold: floor, share };
  });
  if (threshold === undefined || changed === undefined) return whole;
  const touched = [...changed.files].filter(([path]) => isMeant(path));
  const share = sumOf(touched.map(([, one]) => one));
  return [
    ...whole,
    { subject, rule: 'changed', metric: 'lines', threshold, share, rest: withoutWaived(touched, waivers) },
  ];
}

/** Files of which all changed lines are covered stay: there is nothing to excuse. */
function withoutWaived(files: readonly (readonly [RepoPath, Share])[], { waiverFor }: Waivers): Rest {
  const isWaived = ([path, { covered, total }]: readonly [RepoPath, Share]) =>
    covered < total && waiverFor(path) !== undefined;
  return {
    share: sumOf(files.filter((file) => !isWaived(file)).map(([, share]) => share)),
    waived: files.filter(isWaived).map(([path]) => path),
  };
}

function heldQuestions({ policy, baseline, ...rest }: Case): readonly Question[] {
  const { ratchet: tolerance } = policy;
  return tolerance === undefined || baseline === undefined ? [] : ratchetQuestions({ ...rest, baseline, tolerance });
}

function fileQuestions({ policy, measurement, changed, waivers, filesTest }: Case): readonly Question[] {
  if (policy.perFile.length === 0) return [];
  const demandOf = fileDemands(policy.perFile, filesTest);
  const paths = [...new Set([...measurement.files.keys(), ...(changed?.files.keys() ?? [])])].sort();
  return paths.flatMap((path) => {
    const { floors, changed: threshold } = demandOf(path);
    const file = measurement.files.get(path);
    const common = { subject: { type: 'file', name: path }, ...excuse(path, waivers) } as const;
    const whole = [...floors].flatMap(([metric, floor]): readonly Question[] => {
      const share = file === undefined ? undefined : shareOf(file, metric);
      return judgeable({ ...common, rule: 'floor', metric, threshold: floor, share });
    });
    if (threshold === undefined) return whole;
    return [
      ...whole,
      ...judgeable({ ...common, rule: 'changed', metric: 'lines', threshold, share: changed?.files.get(path) }),
    ];
  });
}

/** A file without such an item has nothing that could be covered better. */
function judgeable(question: Omit<Question, 'share'> & { readonly share: Share | undefined }): readonly Question[] {
  const { share } = question;
  return share === undefined || share.total === 0 ? [] : [{ ...question, share }];
}
