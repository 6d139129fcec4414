/** Bounds of a reason and a public message, in code points after trimming. */
export const reasonBounds = { min: 5, max: 500 } as const;
