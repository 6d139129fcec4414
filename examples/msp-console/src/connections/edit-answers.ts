import type { ConnectionView } from '@tenantatlas/core/browser';

/** How the product signs in at a tenant. */
export const connectionTypes = ['dedicated', 'platform'] as const;

const names = ['name', 'type', 'external', 'credential'] as const;

/** A field of the form that changes a connection. */
export type EditName = (typeof names)[number];

/** What is in the fields of that form. */
export type EditAnswers = { readonly [name in EditName]: string };

/** What of a connection the form is filled with and compared to. */
export type EditBase = Pick<
  ConnectionView,
  'version' | 'displayName' | 'connectionType' | 'externalTenantId' | 'hasCredential'
>;

/** The part of a connection that the form is about. */
export function baseOf({ version, displayName, connectionType, externalTenantId, hasCredential }: EditBase): EditBase {
  return { version, displayName, connectionType, externalTenantId, hasCredential };
}

/** The fields as they begin. The name of the credential is not readable: an empty field keeps it. */
export function answersOf({ displayName, connectionType, externalTenantId }: EditBase): EditAnswers {
  return { name: displayName, type: connectionType, external: externalTenantId ?? '', credential: '' };
}

/** Whether two contents of the fields say the same. */
export function isSame(one: EditAnswers, other: EditAnswers): boolean {
  return names.every((name) => one[name].trim() === other[name].trim());
}

/** What a person changed of `before`, upon `now`: what the person left alone is as it is now. */
export function rebase(answers: EditAnswers, before: EditAnswers, now: EditAnswers): EditAnswers {
  const kept = names.map((name) => [name, answers[name].trim() === before[name].trim() ? now[name] : answers[name]]);
  return Object.fromEntries(kept) as { [name in EditName]: string };
}

/** Whether these answers take the stored credential away: the product's app needs none. */
export function removesCredential({ type, credential }: EditAnswers, before: EditBase): boolean {
  return (
    before.hasCredential && before.connectionType === 'dedicated' && type === 'platform' && credential.trim() === ''
  );
}

/** The members of the request: what was not changed is left out and stays. */
export function changesOf(answers: EditAnswers, before: EditBase) {
  const first = answersOf(before);
  const { name, type, external, credential } = answers;
  return {
    ...(name === first.name ? {} : { displayName: name }),
    ...(type === first.type ? {} : { connectionType: connectionTypes.find((one) => one === type) ?? null }),
    ...(external === first.external ? {} : { externalTenantId: external }),
    ...(credential === '' ? {} : { credentialReference: credential }),
    ...(removesCredential(answers, before) ? { credentialReference: null } : {}),
  };
}
