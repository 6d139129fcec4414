import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';
import { brand } from './brand.ts';

const kinds = ['help', 'status', 'imprint', 'privacy'] as const;

/** A link of the brand. */
export interface BrandLink {
  readonly id: (typeof kinds)[number] | 'support' | 'phone';
  readonly href: string;
}

/** Where people find help, and what the law asks for. */
export const brandLinks: readonly BrandLink[] = [
  ...kinds.flatMap((id) => (brand.links[id] === null ? [] : [{ id, href: brand.links[id] }])),
];

/** Whom people turn to. */
export const supportLinks: readonly BrandLink[] = [
  { id: 'support', href: `mailto:${brand.support.email}` },
  ...(brand.support.phone === null
    ? []
    : [{ id: 'phone' as const, href: `tel:${brand.support.phone.replace(/[^+\d]/g, '')}` }]),
];

/** The links of the brand as a line. */
export function BrandLinks({ only = kinds }: { readonly only?: readonly BrandLink['id'][] }): ReactNode {
  const text = useText();
  const shown = brandLinks.filter(({ id }) => only.includes(id));
  if (shown.length === 0) return null;
  return (
    <ul className="brand-links" aria-label={brand.shortName}>
      {shown.map(({ id, href }) => (
        <li key={id}>
          <a href={href} target="_blank" rel="noreferrer">
            {text(`brand.${id}`)}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Whom to ask when something does not work. */
export function SupportLine(): ReactNode {
  const text = useText();
  const { email, phone } = brand.support;
  return (
    <p className="support-line">
      {text('brand.contact')} <a href={supportLinks[0]?.href}>{email}</a>
      {phone !== null && (
        <>
          {' · '}
          <a href={supportLinks[1]?.href}>{phone}</a>
        </>
      )}
    </p>
  );
}
