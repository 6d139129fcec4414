import logo from './logo.svg?no-inline';

/** What makes this console yours. Change it, and logo.svg beside it, and nothing else. */
export const brand = {
  /** In the rail, on the sign-in page and in the title of the window. */
  name: 'Meridian Managed Services',
  /** For narrow places. */
  shortName: 'Meridian',
  logo,
  /** The colour of buttons, links and what is selected. `on` is written upon it: keep a contrast of 4.5 to 1. */
  accent: {
    light: { accent: '#0f6e63', on: '#ffffff' },
    dark: { accent: '#4fc3b0', on: '#04211d' },
  },
} as const;
