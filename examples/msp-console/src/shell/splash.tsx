import type { ReactNode } from 'react';
import { brand } from '../brand/brand.ts';
import { useText } from '../i18n/use-text.ts';

/** Shown while the session loads. */
export function Splash(): ReactNode {
  const text = useText();
  return (
    <div className="splash" role="status">
      <img src={brand.logo} alt="" width="40" height="40" />
      <p className="quiet">{text('app.loading')}</p>
    </div>
  );
}
