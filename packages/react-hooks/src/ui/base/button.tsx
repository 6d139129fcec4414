import { forwardRef, type ComponentPropsWithoutRef } from 'react';
import { classNames } from './class-names.ts';

/** Properties of {@link Button}. */
export interface ButtonProps extends ComponentPropsWithoutRef<'button'> {
  /** `caution` opens something that destroys, `danger` confirms it. */
  readonly variant?: 'plain' | 'primary' | 'caution' | 'danger' | 'quiet' | undefined;
  /** Cannot be used now, and can still be focused, so that its explanation is reachable. */
  readonly isUnavailable?: boolean | undefined;
}

/** A button in the style of the components. It forwards its ref, because React 18 gives a function component none and a tooltip needs the element. */
export const Button = /* @__PURE__ */ forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { variant = 'plain', isUnavailable = false, className, onClick, ...rest },
  ref,
) {
  return (
    <button
      ref={ref}
      type="button"
      {...rest}
      {...(isUnavailable ? { 'aria-disabled': true } : {})}
      className={classNames('ta-button', className)}
      data-ta-variant={variant}
      onClick={isUnavailable ? (event) => event.preventDefault() : onClick}
    />
  );
});
