import { createContext, useContext, useMemo, useState } from 'react';

/** Whether plain times are shown exactly, and the way to change it. */
export interface ExactTimes {
  readonly isExact: boolean;
  readonly toggle: () => void;
}

/** Of all plain times of a table. */
export const ExactTimesContext = /* @__PURE__ */ createContext<ExactTimes | null>(null);

/** One choice, at first for the distance from now. */
export function useExactTimes(): ExactTimes {
  const [isExact, setExact] = useState(false);
  return useMemo(() => ({ isExact, toggle: () => setExact(!isExact) }), [isExact]);
}

/** The choice of the table around; outside of one, of this time alone. */
export function useExactTimesAround(): ExactTimes {
  const own = useExactTimes();
  return useContext(ExactTimesContext) ?? own;
}
