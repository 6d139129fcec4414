// An entry of the build, and no export of the package: what all components use is then a file of its own, and the components of other entries are not in it.
export { AtlasRoot, type AtlasRootProps } from './atlas-root.tsx';
export { useTenantName, useWorkspaceName, type Name } from './names.ts';
export { CopyButton, type CopyButtonProps } from './copy-button.tsx';
export { Icon, type IconName } from './icons.tsx';
export { Status, type StateLook, type StatusProps, type Tone } from './status.tsx';
export { Time, type TimeProps } from './time.tsx';
export { useTimeZone } from './use-time-zone.ts';
export { useUi } from './use-ui.ts';
export type { Ui } from './use-words.ts';
