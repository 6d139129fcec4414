import type { MessageId } from '../i18n/messages.ts';

/** A backup that a tenant can be restored from. */
export interface BackupSet {
  readonly id: string;
  readonly name: MessageId;
  readonly takenAt: Date;
}

/** Invented for the demonstration: your product asks its backup service. */
export function backupSets(now: Date): readonly BackupSet[] {
  const at = (day: number, hour: number): Date => new Date(now.getFullYear(), now.getMonth(), day, hour);
  const today = now.getDate();
  return [
    { id: 'nightly', name: 'restore.set.nightly', takenAt: at(now.getHours() < 3 ? today - 1 : today, 2) },
    { id: 'weekly-full', name: 'restore.set.weekly', takenAt: at(today - (now.getDay() || 7), 3) },
    { id: 'monthly-archive', name: 'restore.set.monthly', takenAt: at(1, 4) },
  ];
}
