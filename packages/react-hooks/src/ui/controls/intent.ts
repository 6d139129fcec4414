import type { ActivationView } from '@tenantatlas/core/browser';
import type { Extension } from './expiry.ts';

/** What the viewer is about to do with a control. */
export type ControlIntent =
  | { readonly kind: 'pause'; readonly controlKey: string; readonly activation: null }
  | { readonly kind: 'change' | 'move' | 'resume'; readonly controlKey: string; readonly activation: ActivationView }
  /** Puts the end off at once, without a dialog. */
  | {
      readonly kind: 'extend';
      readonly controlKey: string;
      readonly activation: ActivationView;
      readonly by: Extension;
    }
  | {
      readonly kind: 'resume_several';
      readonly controlKey: string;
      readonly activations: readonly ActivationView[];
    };
