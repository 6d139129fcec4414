import { expect, it } from 'vitest';
import { accessMatrix } from '../access/matrix.ts';

it.each([
  ['connections.create', ['connections.manage'], true, true],
  ['connections.update', ['connections.manage'], true, true],
  ['connections.consentUrl', ['connections.manage'], false, true],
  ['connections.get', ['tenant.view'], true, false],
  ['connections.list', ['tenant.view'], true, false],
  ['connections.permissions', ['tenant.view'], true, false],
  ['connections.verify', ['onboarding.manage', 'operations.start'], true, true],
  ['connections.acknowledge', ['onboarding.manage'], false, true],
] as const)('%s needs one of %j of a person, and is not for the platform', (method, capabilities, system, writes) => {
  expect(accessMatrix[method]).toMatchObject({ platform: null, user: { capabilities }, system, writes });
});
