import { useRef, useState, type ComponentProps, type ReactNode } from 'react';
import { Focusable, Tooltip, TooltipTrigger } from 'react-aria-components';
import { useRootAttributes } from './root-context.ts';
import { useWasReachable } from './use-was-reachable.ts';

/** Properties of {@link Tip}. */
export interface TipProps {
  readonly text: ReactNode;
  /** One focusable element. */
  readonly children: ComponentProps<typeof Focusable>['children'];
}

/**
 * A tooltip that hovering, focusing and pressing open: a finger cannot hover. What appears behind an open dialog, such as a pause that was just made, gets its
 * tooltip when the dialog is closed: React Aria takes an element that cannot be focused for a mistake.
 */
export function Tip({ text, children }: TipProps): ReactNode {
  const root = useRootAttributes();
  const place = useRef<HTMLSpanElement>(null);
  const wasReachable = useWasReachable(place);
  const [isOpen, setOpen] = useState(false);
  return (
    <span ref={place} className="ta-tip" onClick={() => setOpen(true)}>
      <TooltipTrigger delay={300} closeDelay={100} shouldCloseOnPress={false} isOpen={isOpen} onOpenChange={setOpen}>
        <Focusable isDisabled={!wasReachable}>{children}</Focusable>
        <Tooltip offset={6} className="ta-layer">
          <div {...root} className="ta-root ta-tooltip">
            {text}
          </div>
        </Tooltip>
      </TooltipTrigger>
    </span>
  );
}
