import type { Brand } from '../../brands/brand.ts';

/** An image as the page loads it. */
export interface ImageView {
  readonly src: string;
  readonly width: number;
  readonly height: number;
}

/** An image for light backgrounds and one for dark ones. */
export interface ThemedImageView {
  readonly light: ImageView;
  readonly dark: ImageView;
}

/** What the page needs to know of the brand; the server writes it into the page. */
export interface BrandView extends Pick<Brand, 'name' | 'shortName' | 'links' | 'support' | 'words'> {
  readonly mark: ThemedImageView;
  readonly wordmark: ThemedImageView | null;
}

/** The id of the element that holds it. */
export const brandElementId = 'brand';
