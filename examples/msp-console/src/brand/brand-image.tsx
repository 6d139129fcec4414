import type { ReactNode } from 'react';
import { usePreferences } from '../preferences/preferences.ts';
import type { ThemedImageView } from './brand-view.ts';
import { brand } from './brand.ts';

/** Properties of {@link BrandImage}. */
export interface BrandImageProps {
  readonly image: ThemedImageView;
  readonly className: string;
  /** Left out where the name stands beside it. */
  readonly alt?: string;
}

/** An image of the brand, in the variant of the theme. The style sheet sets its height; its width follows. */
export function BrandImage({ image, className, alt = '' }: BrandImageProps): ReactNode {
  const { theme } = usePreferences();
  const { light, dark } = image;
  const shown = theme === 'dark' ? dark : light;
  const picture = <img src={shown.src} width={shown.width} height={shown.height} alt={alt} className={className} />;
  if (theme !== 'auto' || light.src === dark.src) return picture;
  return (
    <picture className="brand-picture">
      <source srcSet={dark.src} width={dark.width} height={dark.height} media="(prefers-color-scheme: dark)" />
      {picture}
    </picture>
  );
}

/** The wordmark, or the square mark with the name beside it. */
export function BrandName(): ReactNode {
  if (brand.wordmark) return <BrandImage image={brand.wordmark} className="wordmark" alt={brand.name} />;
  return (
    <>
      <BrandImage image={brand.mark} className="brand-mark" />
      <span className="brand-name" title={brand.name}>
        {brand.name}
      </span>
    </>
  );
}
