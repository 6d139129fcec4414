import type { ReactNode } from 'react';

const paths = {
  check: 'M3.5 8.5l3 3 6-7',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  partial: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11M8 2.5v11',
  cross: 'M4 4l8 8M12 4l-8 8',
  warning: 'M8 2.5l6 11H2zM8 6.5v3M8 11.6v.1',
  info: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11M8 7.5v3.5M8 5v.1',
  clock: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11M8 5v3l2 1.5',
  running: 'M8 2.5a5.5 5.5 0 1 0 5.5 5.5',
  dash: 'M4 8h8',
  circle: 'M8 3a5 5 0 1 0 0 10a5 5 0 0 0 0-10',
  archive: 'M2.5 3.5h11v3h-11zM3.5 6.5v6h9v-6M6.5 9h3',
  lock: 'M4 7.5h8v5.5H4zM5.5 7.5V5.5a2.5 2.5 0 0 1 5 0v2',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  chevron: 'M6 4l4 4-4 4',
  more: 'M3.5 8v.1M8 8v.1M12.5 8v.1',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9M10.5 10.5l3 3',
} as const;

/** A sign that goes with a word. */
export type IconName = keyof typeof paths;

/**
 * An icon; always beside a word, so it is hidden from screen readers.
 *
 * @example
 * <Icon name="pause" />
 */
export function Icon({ name }: { readonly name: IconName }): ReactNode {
  return (
    <svg
      className={`ta-icon ta-icon-${name}`}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
