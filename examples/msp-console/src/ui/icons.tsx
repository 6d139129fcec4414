import type { ReactNode } from 'react';

const paths = {
  menu: 'M4 7h16M4 12h16M4 17h16',
  rail: 'M4 5h16v14H4zM10 5v14',
  search: 'M10.5 4.5a6 6 0 1 0 0 12a6 6 0 0 0 0-12M15 15l4.5 4.5',
  auto: 'M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16',
  light:
    'M12 8a4 4 0 1 0 0 8a4 4 0 0 0 0-8M12 2.5v2M12 19.5v2M4.6 4.6 6 6M18 18l1.4 1.4M2.5 12h2M19.5 12h2M4.6 19.4 6 18M18 6l1.4-1.4',
  dark: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10',
  language:
    'M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17M3.5 12h17M12 3.5c5 5.5 5 11.5 0 17M12 3.5c-5 5.5-5 11.5 0 17',
  person: 'M12 4.5a3.75 3.75 0 1 0 0 7.5a3.75 3.75 0 0 0 0-7.5M4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5',
  controls:
    'M4 8h9M17 8h3M4 16h3M11 16h9M15 5.8a2.2 2.2 0 1 0 0 4.4a2.2 2.2 0 0 0 0-4.4M9 13.8a2.2 2.2 0 1 0 0 4.4a2.2 2.2 0 0 0 0-4.4',
  workspaces: 'M4 20V6l7-2.5V20M11 9l9 2.5V20M3 20h18M7 9v.1M7 13v.1M7 16.5v.1M15.5 14v.1M15.5 17v.1',
  audit: 'M6 3.5h9l3.5 3.5v13.5H6zM15 3.5V7h3.5M9 12h6.5M9 16h4.5',
  overview: 'M4 4h7v7H4zM13 4h7v4.5h-7zM13 11.5h7V20h-7zM4 14h7v6H4z',
  tenants: 'M12 3.5l8 4.25-8 4.25-8-4.25zM4 12l8 4.25L20 12M4 16.25l8 4.25 8-4.25',
  telemetry: 'M4 20.5h16M6.5 17v-4M12 17V5.5M17.5 17V9',
  onboarding: 'M5.5 20.5v-17M5.5 4.5h12l-2.5 4 2.5 4h-12',
  operations: 'M3.5 12h4l2.5-6.5 4 13 2.5-6.5h4',
  chevron: 'M9 6l6 6-6 6',
  updown: 'M8 10l4-4 4 4M8 14l4 4 4-4',
  keyboard: 'M3 7h18v10H3zM7 10.5v.1M11 10.5v.1M15 10.5v.1M8 14h8',
  more: 'M5.5 12h.1M12 12h.1M18.5 12h.1',
  check: 'M5 12.5l4.5 4.5L19 7',
  close: 'M6 6l12 12M18 6 6 18',
  restore: 'M4.5 12a7.5 7.5 0 1 0 2.4-5.5M4 4v4h4M12 8v4.2l2.8 1.8',
  mailbox: 'M3.5 6h17v12h-17zM3.5 7l8.5 6.5L20.5 7',
  offline: 'M3.5 3.5l17 17M8.5 16a5 5 0 0 1 6-.8M5.5 12.5a9.5 9.5 0 0 1 4-2.4M14 10.2a9.5 9.5 0 0 1 4.5 2.3M12 19.5v.1',
  help: 'M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17M9.6 9.6a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.2.9-1.2 1.8M12 16.6v.1',
  phone: 'M6 4h3l1.5 4-2 1.5a11 11 0 0 0 6 6l1.5-2 4 1.5v3a2 2 0 0 1-2 2A14 14 0 0 1 4 6a2 2 0 0 1 2-2',
  shield: 'M12 3.5l7 2.5v5c0 4.5-3 7.7-7 9.5-4-1.8-7-5-7-9.5V6z',
  signOut: 'M14 4.5H5.5v15H14M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5',
  pause: 'M9 6v12M15 6v12',
  clock: 'M12 4a8 8 0 1 0 0 16a8 8 0 0 0 0-16M12 7.5V12l3 2',
} as const;

/** See {@link Icon}. */
export type IconName = keyof typeof paths;

/** An icon beside a word, hidden from screen readers. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }): ReactNode {
  return (
    <svg
      className="icon"
      data-icon={name}
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
