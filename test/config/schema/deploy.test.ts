import { expect, it } from 'vitest';
import { CLOUD_RUN } from '../../support/deploy-lab.ts';
import { complaint, load, writeFolder } from '../project.ts';

const config = (more: object) => ({
  '.lattice-hooksrc.json': JSON.stringify({
    ci: { deploy: { ...CLOUD_RUN, ...more } },
    tiers: { smoke: { tasks: { service: { uses: 'smoke' } } } },
  }),
});
const withImage = (image: string) => ({ staging: { ...CLOUD_RUN.staging, image } });

it.each([
  {},
  withImage('web'),
  withImage('localhost:5000/shop/web'),
  withImage(`\${{ vars.IMAGE }}`),
  { traffic: [] },
  { traffic: [1, 99] },
  { build: { context: '..' } },
])('a deployment may be %j', async (more) => {
  await expect(load(writeFolder(config(more)))).resolves.toBeDefined();
});

it.each([
  [withImage('a/web:latest'), 'expected an image without tag and digest'],
  [withImage('a/web@sha256:1'), 'expected an image without tag and digest'],
  [{ traffic: [50, 10] }, 'expected a list of percentages, each greater than the one before'],
  [{ traffic: [100] }, '`ci.deploy.traffic.0`: too big'],
  [{ build: { file: 'x' } }, 'unknown key `file` in `ci.deploy.build`'],
])('a deployment is refused: %j', async (more, message) => {
  expect(await complaint(config(more))).toContain(message);
});
