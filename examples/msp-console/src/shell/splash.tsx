import type { ReactNode } from 'react';
import { BrandImage } from '../brand/brand-image.tsx';
import { brand } from '../brand/brand.ts';

/** Stands while the language and the session load. The server has written the same into the page, so that nothing moves when the scripts take over. */
export function Splash(): ReactNode {
  return (
    <div className="splash" role="status">
      {brand.wordmark ? (
        <BrandImage image={brand.wordmark} className="wordmark" alt={brand.name} />
      ) : (
        <>
          <BrandImage image={brand.mark} className="brand-mark" />
          <p>{brand.name}</p>
        </>
      )}
    </div>
  );
}
