/** A colour in both themes, each as `#rrggbb`. */
export interface ThemeColor {
  readonly light: string;
  readonly dark: string;
}

/** The look of a brand, for {@link themeStyle}. What is left out is as the components have it. */
export interface Theme {
  /** The name of the theme. Errors contain it. */
  readonly name: string;
  /** The colour of buttons, links and what is selected. */
  readonly accent: ThemeColor;
  /** What is written on the accent. */
  readonly onAccent: ThemeColor;
  /** Behind everything. */
  readonly surface?: ThemeColor | undefined;
  /** What is a step below the surface, such as a rail. */
  readonly surfaceSunken?: ThemeColor | undefined;
  /** The background of menus and other overlays. */
  readonly surfaceRaised?: ThemeColor | undefined;
  /** What the pointer is on. */
  readonly surfaceHover?: ThemeColor | undefined;
  /** Lines between things. */
  readonly border?: ThemeColor | undefined;
  /** Lines around what can be pressed or filled in. */
  readonly borderStrong?: ThemeColor | undefined;
  readonly text?: ThemeColor | undefined;
  /** Second to the text. */
  readonly textQuiet?: ThemeColor | undefined;
  /** Of cards and dialogs, in pixels, from 0 to 24. Buttons and fields have three quarters of it. */
  readonly radius?: number | undefined;
  /** A CSS list of font families. */
  readonly font?: string | undefined;
  /** The same for ids and code. */
  readonly fontMono?: string | undefined;
}

/** The names of the colours of a {@link Theme}. */
export type ThemeColorName = Exclude<keyof Theme, 'name' | 'radius' | 'font' | 'fontMono'>;

/** The colours of `base/styles.css` that a theme can replace; a test compares them. */
export const ownColors: Readonly<Record<ThemeColorName, ThemeColor>> = {
  accent: { light: '#2f54d1', dark: '#8ea8ff' },
  onAccent: { light: '#ffffff', dark: '#10131c' },
  surface: { light: '#ffffff', dark: '#16181d' },
  surfaceSunken: { light: '#f6f7f9', dark: '#101217' },
  surfaceRaised: { light: '#ffffff', dark: '#1d2027' },
  surfaceHover: { light: '#eef0f4', dark: '#262a33' },
  border: { light: '#dfe2e8', dark: '#2e333d' },
  borderStrong: { light: '#858c99', dark: '#6b7280' },
  text: { light: '#1a1d23', dark: '#e8eaee' },
  textQuiet: { light: '#565d6b', dark: '#a2a9b6' },
};

/** The colours of words of state, which no theme replaces: they mean the same under every brand. */
export const toneColors = {
  neutral: { light: '#4a5160', dark: '#b6bcc8' },
  info: { light: '#1f5fbf', dark: '#8bbcff' },
  success: { light: '#17693a', dark: '#6fd398' },
  warning: { light: '#8a4b00', dark: '#f5bd5c' },
  danger: { light: '#b3261e', dark: '#ff9c93' },
  muted: { light: '#5f6672', dark: '#9aa1ad' },
} as const satisfies { readonly [name: string]: ThemeColor };
