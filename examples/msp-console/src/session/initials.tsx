import type { ReactNode } from 'react';

/** A person's initials as a sign beside the name. The style sheet draws them: they are no text, which a button would have to be called by. */
export function Initials({ name }: { readonly name: string }): ReactNode {
  const words = name.split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.charAt(0) ?? '');
  return <span className="initials" data-letters={letters.join('')} aria-hidden="true" />;
}
