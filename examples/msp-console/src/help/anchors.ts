// Places within the page of a connection, to which links of help lead.

/** The ids of these places. */
export const anchors = { consent: 'consent', permissions: 'permissions' } as const;

/** The place that a link of a built-in topic means, by the name of its resolver. */
export const anchorOf: { readonly [resolver: string]: string | undefined } = {
  admin_consent_primary: anchors.consent,
  required_permissions: anchors.permissions,
};

/** Scrolls to a place and takes the focus there: to the place itself, or to its button. */
export function jumpTo(anchor: string): void {
  const place = document.getElementById(anchor);
  if (!place) return;
  place.scrollIntoView();
  (place.hasAttribute('tabindex') ? place : place.querySelector('button'))?.focus({ preventScroll: true });
}
