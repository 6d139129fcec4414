import { useEffect, useState } from 'react';
import { useLink } from '../atlas/link.ts';
import { loadPart } from '../parts/load-part.ts';
import { usePreferences } from '../preferences/preferences.ts';
import { directionOf, languageOf, type Language } from './languages.ts';

/** A language with its wording at hand. */
export interface LoadedLanguage {
  readonly code: string;
  /** The language as it is spoken where the reader is: dates and numbers follow it. */
  readonly locale: string;
  readonly messages: { readonly [id: string]: string };
}

/** The chosen language; null until its wording is here for the first time. The one before stays until the next is loaded. */
export function useLanguage(): LoadedLanguage | null {
  const language = languageOf(usePreferences().language);
  const [loaded, setLoaded] = useState<LoadedLanguage | null>(null);
  const isUp = useLink();
  const isHere = loaded?.code === language.code;
  useEffect(() => {
    if (isHere) return undefined; // else English stands in for it, and it is asked for again once the server answers
    let isWanted = true;
    void load(language).then((next) => {
      if (!isWanted) return;
      document.documentElement.lang = next.code;
      document.documentElement.dir = directionOf(next.code);
      setLoaded(next);
    });
    return () => {
      isWanted = false;
    };
  }, [language, isHere, isUp]);
  return loaded;
}

async function load({ code, load: wording }: Language): Promise<LoadedLanguage> {
  try {
    return { code, locale: regional(code), messages: await loadPart(wording, { mayReload: true }) };
  } catch {
    return { code: 'en', locale: regional('en'), messages: {} }; // the server is unreachable; English is bundled
  }
}

function regional(code: string): string {
  return navigator.languages.find((tag) => tag.split('-', 1)[0] === code && isTag(tag)) ?? code;
}

/** Browsers hand on what the system calls its language, and not all of that is a language tag: `en-US@posix`. */
function isTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length > 0;
  } catch {
    return false;
  }
}
