/** The texts of the consent page. `{0}` is the name of the app. */
const texts = {
  en: {
    title: 'Permissions requested',
    banner: 'Simulator of Microsoft sign-in. This page is a test double and not from Microsoft.',
    intro: '{0} asks an administrator for these permissions for the whole organization.',
    application: 'Without a user',
    delegated: 'For a signed-in user',
    none: 'None',
    tenant: 'Tenant of the signed-in administrator',
    accept: 'Accept',
    cancel: 'Cancel',
    failed: 'Sign-in failed',
  },
  de: {
    title: 'Angeforderte Berechtigungen',
    banner: 'Simulator der Microsoft-Anmeldung. Diese Seite ist ein Testersatz und nicht von Microsoft.',
    intro:
      '{0} bittet eine Administratorin oder einen Administrator um diese Berechtigungen für die ganze Organisation.',
    application: 'Ohne Benutzer',
    delegated: 'Für einen angemeldeten Benutzer',
    none: 'Keine',
    tenant: 'Mandant der angemeldeten Administratorin oder des Administrators',
    accept: 'Akzeptieren',
    cancel: 'Abbrechen',
    failed: 'Die Anmeldung ist fehlgeschlagen',
  },
} as const;

/** A language of the page. */
export type PageLanguage = keyof typeof texts;

/** The texts in a language. */
export function textsIn(language: PageLanguage): (typeof texts)[PageLanguage] {
  return texts[language];
}

/** The language that `Accept-Language` prefers; English when it names neither. */
export function languageOf(accepted: string | null): PageLanguage {
  const ranked = (accepted ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((one) => /^\s*q=([\d.]+)$/.exec(one)?.[1]).find((one) => one !== undefined);
      return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
    });
  const best = (language: string): number =>
    Math.max(0, ...ranked.filter((one) => one.language === language).map(({ quality }) => quality));
  return best('de') > best('en') ? 'de' : 'en';
}
