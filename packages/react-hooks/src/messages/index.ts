// The subpath `@tenantatlas/react-hooks/messages`: the wording of the components in every language. A page loads one language from its own subpath.
export { de } from './de.ts';
export { en } from './en.ts';
export { messagesThatSay } from './messages-that-say.ts';
export type { WordingProblem } from './wording-problem.ts';
export { wordingProblems } from './wording-problems.ts';
