import { useState, type ComponentProps, type ReactNode } from 'react';
import { Focusable, Tooltip, TooltipTrigger } from 'react-aria-components';
import { useRootAttributes } from './root-context.ts';

/** Properties of {@link Tip}. */
export interface TipProps {
  readonly text: ReactNode;
  /** One focusable element. */
  readonly children: ComponentProps<typeof Focusable>['children'];
}

/** A tooltip that hovering, focusing and pressing open: a finger cannot hover. */
export function Tip({ text, children }: TipProps): ReactNode {
  const root = useRootAttributes();
  const [isOpen, setOpen] = useState(false);
  return (
    <span className="ta-tip" onClick={() => setOpen(true)}>
      <TooltipTrigger delay={300} closeDelay={100} shouldCloseOnPress={false} isOpen={isOpen} onOpenChange={setOpen}>
        <Focusable>{children}</Focusable>
        <Tooltip offset={6} className="ta-layer">
          <div {...root} className="ta-root ta-tooltip">
            {text}
          </div>
        </Tooltip>
      </TooltipTrigger>
    </span>
  );
}
