import { nameSchema, type SchemaTools, textSchema } from './task.ts';

/** The key `deploy` of `ci`: what is built, and where it goes. */
export function deploySchema(tools: SchemaTools) {
  const { z, describe } = tools;
  const [common, staging, production] = [commonShape(tools), 'where it is tried first', 'where it goes after that'];
  const [cloudRun, ecs] = [cloudRunSchema(tools), ecsSchema(tools)];
  const share = z.int().check(z.minimum(1), z.maximum(99));
  const isRising = z.refine(
    (shares) => (shares as readonly number[]).every((one, index, all) => index === 0 || one > (all[index - 1] ?? 0)),
    'a list of percentages, each greater than the one before',
  );
  return z.discriminatedUnion('to', [
    z.strictObject({
      to: describe(z.literal('gcp-cloud-run'), 'Google Cloud Run'),
      ...common,
      traffic: describe(
        z.optional(z.array(share).check(isRising)),
        'shares of the traffic in production before all of it, in percent; the smoke test runs at each',
        { default: [10, 50] },
      ),
      staging: describe(cloudRun(), staging),
      production: describe(cloudRun(), production),
    }),
    z.strictObject({
      to: describe(z.literal('aws-ecs'), 'AWS ECS'),
      ...common,
      staging: describe(ecs(), staging),
      production: describe(ecs(), production),
    }),
  ]);
}

function commonShape({ z, describe }: SchemaTools) {
  const text = () => textSchema(z);
  const build = z.strictObject({
    context: describe(z.optional(text()), 'folder that is sent to Docker, relative to the config', { default: '.' }),
    dockerfile: describe(z.optional(text()), 'file that says how, relative to the config', { default: 'Dockerfile' }),
  });
  return {
    branch: describe(text(), 'the branch whose pushes are deployed'),
    smoke: describe(nameSchema(z), 'the tier that looks at what was deployed'),
    build: describe(z.optional(build), 'what the image is built from'),
  };
}

function cloudRunSchema({ z, describe }: SchemaTools) {
  const text = () => textSchema(z);
  const untagged = 'an image without tag and digest';
  const image = z.string(untagged).check(z.regex(/^(?:.*\$\{\{.*|(?:[^\s@]+\/)?[^\s@:/]+)$/, untagged));
  return () =>
    z.strictObject({
      project: describe(text(), 'id of the project'),
      region: describe(text(), 'region of the service'),
      service: describe(text(), 'name of the service'),
      identityProvider: describe(text(), 'full name of the workload identity provider, from `projects/` on'),
      serviceAccount: describe(text(), 'address of the service account that deploys'),
      image: describe(
        image,
        'the image without tag and digest; where staging has another one, it is copied from there',
      ),
    });
}

function ecsSchema({ z, describe }: SchemaTools) {
  const text = () => textSchema(z);
  return () =>
    z.strictObject({
      region: describe(text(), 'region of the cluster and of the registry'),
      cluster: describe(text(), 'name of the cluster'),
      service: describe(text(), 'name of the service'),
      repository: describe(text(), 'repository of images: a name in the registry of the role, or its whole address'),
      taskDefinition: describe(
        text(),
        'file of the task definition, relative to the config; or a family, whose newest revision is taken',
      ),
      role: describe(text(), 'ARN of the role that deploys'),
      url: describe(text(), 'address at which the service answers'),
    });
}
