const storageKey = 'msp-console.consent-from';

/** Keeps which page of the console asked for consent, for the way back in the same tab. */
export function noteConsentFrom(path: string): void {
  try {
    sessionStorage.setItem(storageKey, path);
  } catch {
    // Without a memory the way back leads to the start page.
  }
}

/** The page that asked for consent last in this tab; null when there is none. */
export function consentFrom(): string | null {
  try {
    return sessionStorage.getItem(storageKey);
  } catch {
    return null;
  }
}
