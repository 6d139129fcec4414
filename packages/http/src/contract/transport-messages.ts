/** The texts of the transport errors. The client words them itself. Languages are separate files: a page loads only this one. */
export const english = {
  'errors.unauthenticated': 'Sign in, then try again.',
  'errors.rate_limited': 'Too many requests. Try again in {seconds, plural, one {# second} other {# seconds}}.',
  'errors.unreachable.not_written': 'The server cannot be reached. Nothing was changed.',
  'errors.unreachable.not_sent': 'The request could not be made. Nothing was changed.',
  'errors.unreachable.refused': 'The server did not take the request. Nothing was changed.',
  'errors.unreachable.unknown':
    'The server did not answer. Whether the change was made is unknown: read it again before you repeat it.',
} as const;

const german = {
  'errors.unauthenticated': 'Melden Sie sich an und versuchen Sie es noch einmal.',
  'errors.rate_limited':
    'Zu viele Anfragen. Versuchen Sie es in {seconds, plural, one {# Sekunde} other {# Sekunden}} noch einmal.',
  'errors.unreachable.not_written': 'Der Server ist nicht erreichbar. Es wurde nichts geändert.',
  'errors.unreachable.not_sent': 'Die Anfrage konnte nicht erstellt werden. Es wurde nichts geändert.',
  'errors.unreachable.refused': 'Der Server hat die Anfrage nicht angenommen. Es wurde nichts geändert.',
  'errors.unreachable.unknown':
    'Der Server hat nicht geantwortet. Ob die Änderung erfolgt ist, ist unbekannt: lesen Sie neu, bevor Sie sie wiederholen.',
} as const satisfies { readonly [id in keyof typeof english]: string };

/** The messages of the transport, for catalogs of other languages. */
export const transportMessages = /* @__PURE__ */ inBoth(english, german);

function inBoth<En extends { readonly [id: string]: string }, De extends { readonly [id in keyof En]: string }>(
  en: En,
  de: De,
) {
  const entries = Object.keys(en).map((id) => [id, { en: en[id], de: de[id] }]);
  return Object.fromEntries(entries) as { readonly [id in keyof En]: { readonly en: En[id]; readonly de: De[id] } };
}
