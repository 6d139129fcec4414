export {
  ContextualHelp,
  type ContextualHelpProps,
  type ContextualHelpSlots,
  type HelpLinkProps,
} from './contextual-help.tsx';
export { connectionHelpRequest, runHelpRequest, type ConnectionHelpOptions } from './help-requests.ts';
export {
  ConnectionHelp,
  PermissionHelp,
  VerificationHelp,
  type ConnectionHelpProps,
  type PermissionHelpProps,
  type VerificationHelpProps,
} from './help-slots.tsx';
