export { examine, type DoctorReport } from './doctor.ts';
export type { Finding } from './finding.ts';
