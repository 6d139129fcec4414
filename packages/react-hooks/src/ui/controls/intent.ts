import type { ActivationView } from '@tenantatlas/core/browser';

/** What the viewer is about to do with a control. */
export type ControlIntent =
  | { readonly kind: 'pause'; readonly controlKey: string; readonly activation: null }
  | { readonly kind: 'change' | 'move' | 'resume'; readonly controlKey: string; readonly activation: ActivationView };
