/** Compares names as people order them in a language: "Contoso 2" before "Contoso 10", capitals and accents aside. */
export function namesIn(locale: string): (left: string, right: string) => number {
  return new Intl.Collator(locale, { numeric: true, sensitivity: 'base' }).compare;
}
