import { useText } from '../i18n/use-text.ts';
import type { ReactNode } from 'react';
import { Focusable, Tooltip, TooltipTrigger } from 'react-aria-components';

/** Properties of {@link CapableButton}. */
export interface CapableButtonProps {
  /** What the person holds here. */
  readonly held: readonly string[];
  /** Any of these suffices; the first is named where all are missing. */
  readonly needs: readonly [string, ...string[]];
  readonly variant?: 'primary' | undefined;
  readonly onPress: () => void;
  readonly children: string;
}

/** A button that stays in its place for people without the capability: disabled, with a tooltip that names what is missing. */
export function CapableButton({ held, needs, variant, onPress, children }: CapableButtonProps): ReactNode {
  const text = useText();
  const may = needs.some((one) => held.includes(one));
  const button = (
    <button
      type="button"
      className="button"
      data-variant={may ? variant : undefined}
      aria-disabled={!may || undefined}
      onClick={may ? onPress : undefined}
    >
      {children}
    </button>
  );
  if (may) return button;
  return (
    <TooltipTrigger delay={300}>
      <Focusable>{button}</Focusable>
      <Tooltip className="tooltip" offset={6}>
        {text('capability.missing', { capability: needs[0] })}
      </Tooltip>
    </TooltipTrigger>
  );
}
