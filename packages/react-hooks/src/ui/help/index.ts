export { ContextualHelp, type ContextualHelpProps } from './contextual-help.tsx';
export {
  ConnectionHelp,
  PermissionHelp,
  VerificationHelp,
  type ConnectionHelpProps,
  type PermissionHelpProps,
  type VerificationHelpProps,
} from './help-slots.tsx';
