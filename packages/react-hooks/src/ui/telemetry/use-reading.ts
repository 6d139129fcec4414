import { useRef, useState, type ChangeEvent, type PointerEvent, type RefObject } from 'react';

/** Which place of a chart is read, and what the chart hands its parts for it. */
export interface Reading {
  /** Null while none is read. */
  readonly place: number | null;
  /** Where the keyboard is, the last place at first. */
  readonly chosen: number;
  /** For an input of the type range, which the keyboard and screen readers use. */
  readonly input: {
    readonly ref: RefObject<HTMLInputElement | null>;
    readonly onChange: (event: ChangeEvent<HTMLInputElement>) => void;
    readonly onFocus: () => void;
    readonly onBlur: () => void;
  };
  /** For the element over the bars, which the pointer uses. A finger that lifts leaves the place that it was at. */
  readonly plane: {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerLeave: () => void;
  };
}

/** See {@link Reading}. A place that is not there any more, after a change of the window, counts as the last one. */
export function useReading(places: number): Reading {
  const ref = useRef<HTMLInputElement>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const [picked, setPicked] = useState<number | null>(null);
  const [hasFocus, setFocus] = useState(false);
  const chosen = within(picked ?? places - 1, places);
  return {
    place: hovered === null ? (hasFocus ? chosen : null) : within(hovered, places),
    chosen,
    input: {
      ref,
      onChange(event) {
        setHovered(null);
        setPicked(event.currentTarget.valueAsNumber);
      },
      onFocus: () => setFocus(true),
      onBlur: () => setFocus(false),
    },
    plane: {
      onPointerDown(event) {
        event.preventDefault(); // keeps the focus that is moved here
        setPicked(placeAt(event, places));
        ref.current?.focus({ preventScroll: true });
      },
      onPointerMove(event) {
        setHovered(placeAt(event, places));
        if (event.pointerType !== 'mouse') setPicked(placeAt(event, places));
      },
      onPointerLeave: () => setHovered(null),
    },
  };
}

/** The place below the pointer, on the drawing in the plane. From right to left, the first one is at the right. */
function placeAt({ currentTarget, clientX }: PointerEvent<HTMLElement>, places: number): number {
  const { left, width } = (currentTarget.firstElementChild ?? currentTarget).getBoundingClientRect();
  const share = width > 0 ? (clientX - left) / width : 0;
  const isMirrored = getComputedStyle(currentTarget).direction === 'rtl';
  return within(Math.floor((isMirrored ? 1 - share : share) * places), places);
}

function within(place: number, places: number): number {
  return Math.min(Math.max(0, place), places - 1);
}
