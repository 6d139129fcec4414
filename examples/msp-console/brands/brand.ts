import type { UiMessageId } from '@tenantatlas/react-hooks/ui';
import type { Theme, ThemeColor } from '@tenantatlas/react-hooks/server';
import type { MessageId } from '../src/i18n/messages.ts';

/** One image for light backgrounds and one for dark ones: names of files beside the brand's own. */
export interface BrandImage {
  readonly light: string;
  readonly dark: string;
}

/** A font file that comes with the brand. */
export interface BrandFont {
  readonly family: string;
  /** A woff2 file beside the brand's own. */
  readonly file: string;
  /** The weights that are in it, such as `400` or `300 900`. */
  readonly weight: string;
}

/** Other words for messages of this console, of the components and of the server's answers, by their ids. Placeholders stay those of the message. */
export type BrandWords = {
  readonly [Id in MessageId | UiMessageId | `${OtherGroup}.${string}`]?: string;
};

/** What the ids of all other messages begin with: of the server's answers, and of what its catalogs name. */
type OtherGroup =
  | 'audit'
  | 'capability'
  | 'catalog'
  | 'connections'
  | 'controls'
  | 'explanation'
  | 'glossary'
  | 'knowledge'
  | 'maintenance'
  | 'people'
  | 'reasons'
  | 'runs'
  | 'surface'
  | 'surfaces'
  | 'telemetry'
  | 'topics'
  | 'verification'
  | 'workspaces';

/** Everything that makes the console a partner's. */
export interface Brand {
  /** In full: on the sign-in page, in print, where there is no wordmark. */
  readonly name: string;
  /** In the title of the window. */
  readonly shortName: string;
  /** The host names under which this brand is shown, without a port. Every other host shows the default brand. */
  readonly hosts: readonly string[];
  /** Square. In the collapsed rail, and beside the name where there is no wordmark. */
  readonly mark: BrandImage;
  /** The name as an image of any width, in the place of mark and name; null for none. */
  readonly wordmark: BrandImage | null;
  /** In the tab of the browser; an SVG. */
  readonly favicon: string;
  /** Of the window's frame on phones. */
  readonly themeColor: ThemeColor;
  /** Colours, radius and font names. Contrasts are checked at the start, see `themeStyle`. */
  readonly theme: Omit<Theme, 'name'>;
  readonly fonts: readonly BrandFont[];
  /** Addresses: `https:`, or a path of this site. Null leaves the link out. */
  readonly links: {
    readonly help: string | null;
    readonly status: string | null;
    readonly imprint: string | null;
    readonly privacy: string | null;
  };
  /** Whom people turn to. Shown in the person's menu, on the sign-in page and on pages that failed. */
  readonly support: {
    readonly email: string;
    /** As it is dialled from anywhere, such as `+49 30 5550123`; null for none. */
    readonly phone: string | null;
  };
  /** The product's own words, by language. */
  readonly words: { readonly en?: BrandWords; readonly de?: BrandWords };
  /**
   * Words that no page of this brand may show, by language, such as `workspace` where workspaces are called customers. The server does not start while a message still says one
   * of them: it names the messages, and `words` gives each of them another text.
   */
  readonly unsaid?: { readonly en?: readonly string[]; readonly de?: readonly string[] };
}

/**
 * A brand, typed. It is checked when the server starts: `server/brand/load-brands.ts`.
 *
 * @example
 * export default defineBrand({ name: 'Meridian Managed Services', shortName: 'Meridian', … });
 */
export function defineBrand(brand: Brand): Brand {
  return brand;
}
