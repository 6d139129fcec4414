// A simulator of Microsoft Graph and its sign-in: a test double, not for production. It shares no code with the provider, so that it can find its mistakes.
export { createGraphSimulator, type GraphSimulator, type MswHttpLike } from './create-simulator.ts';
export { type ChangeableCollection, type SimulatedTenant, type SimulatorControl } from './control/control.ts';
export { type SimulatorCounters } from './control/counters.ts';
export { type FaultEffect, type SimulatedFault } from './control/faults.ts';
export {
  type GraphSimulatorOptions,
  type SimulatedAppOptions,
  type SimulatedLicence,
  type SimulatedSecret,
  type SimulatedTenantOptions,
  type SimulatorOrigins,
  type ThrottleLimit,
  type ThrottleOptions,
} from './options.ts';
export { type ListeningSimulator } from './server/listen.ts';
export { type GraphObject } from './world/collection.ts';
