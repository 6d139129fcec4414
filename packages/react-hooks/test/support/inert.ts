// jsdom does not have `inert`, which React Aria puts on the page behind a dialog in every browser. Loaded before React Aria, which looks for it once.
if (typeof HTMLElement !== 'undefined' && !('inert' in HTMLElement.prototype))
  Object.defineProperty(HTMLElement.prototype, 'inert', {
    configurable: true,
    get(this: HTMLElement) {
      return this.hasAttribute('inert');
    },
    set(this: HTMLElement, isInert: boolean) {
      this.toggleAttribute('inert', isInert);
    },
  });
