import type { ReactNode } from 'react';

/** A person's initials as a sign beside the name. The style sheet draws them: as text they would become part of a button's name. */
export function Initials({ name }: { readonly name: string }): ReactNode {
  const words = name.split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.charAt(0) ?? '');
  return <span className="initials" data-letters={letters.join('')} aria-hidden="true" />;
}
