import { platformCapabilities, platformOperator, workspaceUser, type Actor } from '@tenantatlas/core';

/** What a person is here; the sign-in page explains each in the reader's language. */
export type DemoRole =
  | 'platform_all'
  | 'platform_watch'
  | 'owner'
  | 'owner_and_manager'
  | 'operator'
  | 'readonly'
  | 'outsider';

/** A person to sign in as. */
export interface DemoPerson {
  readonly role: DemoRole;
  readonly actor: Exclude<Actor, { readonly kind: 'system' }>;
}

/** Runs the platform, and may pause operations. */
export const ada = platformOperator({ id: 'op-ada', label: 'Ada Okafor', capabilities: platformCapabilities });
/** Runs the platform beside her, and may only watch the controls. */
const lena = platformOperator({
  id: 'op-lena',
  label: 'Lena Brandstätter',
  capabilities: platformCapabilities.filter((capability) => capability !== 'platform.ops.controls.manage'),
});
/** Owns Acme. */
export const bo = workspaceUser({ id: 'u-bo', label: 'Bo Lindqvist' });
/** Owns Nordwind, and helps out at Contoso. */
export const cleo = workspaceUser({ id: 'u-cleo', label: 'Cleo Marín-Etxeberria' });
/** Reads at Acme. */
export const dov = workspaceUser({ id: 'u-dov', label: 'Dov Stern' });
/** Works at Acme; her id is one that Auth0 makes. */
export const fay = workspaceUser({ id: 'auth0|65f0c0ffee12345678901234', label: 'Fay Nakamura' });
/** Works at Acme; his id is the pairwise subject that Microsoft Entra puts into a token. */
export const gus = workspaceUser({ id: 'AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ=', label: 'Gus Petrov' });
/** Belongs to no workspace yet. */
const eve = workspaceUser({ id: 'u-eve', label: 'Eve Park' });

/** All people on the sign-in page, in its order. */
export const people: readonly DemoPerson[] = [
  { role: 'platform_all', actor: ada },
  { role: 'platform_watch', actor: lena },
  { role: 'owner', actor: bo },
  { role: 'owner_and_manager', actor: cleo },
  { role: 'readonly', actor: dov },
  { role: 'operator', actor: fay },
  { role: 'operator', actor: gus },
  { role: 'outsider', actor: eve },
];

/** The person with that id; null when there is none. */
export function personById(id: string): DemoPerson | null {
  return people.find(({ actor }) => actor.id === id) ?? null;
}
