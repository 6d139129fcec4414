/** How many days `maintenance.pruneUsage` keeps product usage when it is not told. */
export const defaultRetentionDays = 90;

/** The most days that `maintenance.pruneUsage` can be told to keep: a hundred years. */
export const longestRetentionDays = 36_500;
