import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { BrandImage, BrandName } from '../brand/brand-image.tsx';
import { BrandLinks } from '../brand/brand-links.tsx';
import { brand } from '../brand/brand.ts';
import { useText } from '../i18n/use-text.ts';
import { paths } from '../paths.ts';
import { usePerson } from '../session/use-person.ts';
import { Icon } from '../ui/icons.tsx';
import { pagesOf } from './pages-of.ts';
import { PlaneSwitch } from './plane-switch.tsx';
import { usePlane } from './use-plane.ts';

/** Properties of {@link Rail}. */
export interface RailProps {
  readonly isCollapsed: boolean;
  /** Left out in the drawer, which cannot be collapsed. */
  readonly onToggle?: () => void;
}

/** Brand, plane, pages. */
export function Rail({ isCollapsed, onToggle }: RailProps): ReactNode {
  const text = useText();
  return (
    <div className="rail-inside">
      <Link href={paths.home} className="rail-brand" aria-label={brand.name} title={brand.name}>
        {isCollapsed ? <BrandImage image={brand.mark} className="brand-mark" /> : <BrandName />}
      </Link>
      <PlaneSwitch />
      <PageLinks />
      <div className="rail-foot">
        {!isCollapsed && <BrandLinks only={['imprint', 'privacy']} />}
        {onToggle && (
          <button
            type="button"
            className="rail-toggle"
            aria-expanded={!isCollapsed}
            aria-label={text(isCollapsed ? 'nav.expand' : 'nav.collapse')}
            title={text(isCollapsed ? 'nav.expand' : 'nav.collapse')}
            onClick={onToggle}
          >
            <Icon name="rail" />
          </button>
        )}
      </div>
    </div>
  );
}

function PageLinks(): ReactNode {
  const text = useText();
  const person = usePerson();
  const { workspaceId, page, subject, capabilities, isMissing } = usePlane();
  const pages = isMissing ? [] : pagesOf(workspaceId, person, capabilities);
  return (
    <nav aria-label={text('nav.main')} className="rail-pages">
      <ul>
        {pages.map(({ id, href, icon }) => {
          const label = text(`nav.${id}`);
          return (
            <li key={id}>
              <Link
                href={href}
                className="rail-link"
                title={label}
                aria-current={page === id ? (subject === null ? 'page' : 'true') : undefined}
              >
                <Icon name={icon} />
                <span className="rail-words">{label}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
