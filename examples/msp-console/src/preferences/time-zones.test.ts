import { describe, expect, it } from 'vitest';
import { chosenZone, hasOwnZone, withZone, zonesByRegion } from './time-zones.ts';

const none = { timeZone: null, workspaceTimeZones: {} };

describe('the time zone', () => {
  it.each([
    { zones: none, at: null, then: null },
    { zones: { ...none, timeZone: 'UTC' }, at: 'w-1', then: 'UTC' },
    { zones: { timeZone: 'UTC', workspaceTimeZones: { 'w-1': 'Asia/Tokyo' } }, at: 'w-1', then: 'Asia/Tokyo' },
    { zones: { timeZone: 'UTC', workspaceTimeZones: { 'w-1': 'Asia/Tokyo' } }, at: 'w-2', then: 'UTC' },
    { zones: { timeZone: 'UTC', workspaceTimeZones: { 'w-1': 'Asia/Tokyo' } }, at: null, then: 'UTC' },
    { zones: { timeZone: 'UTC', workspaceTimeZones: { 'w-1': null } }, at: 'w-1', then: null },
    { zones: { ...none, timeZone: 'Mars/Olympus' }, at: null, then: null },
    { zones: { ...none, timeZone: 7 as never }, at: null, then: null },
    { zones: { ...none, timeZone: 'UTC' }, at: 'constructor', then: 'UTC' },
    { zones: { timeZone: 'UTC', workspaceTimeZones: null as never }, at: 'w-1', then: 'UTC' },
    { zones: { timeZone: 'UTC', workspaceTimeZones: { 'w-1': {} as never } }, at: 'w-1', then: null },
  ])('of $zones at $at is $then', ({ zones, at, then }) => {
    expect(chosenZone(zones, at)).toBe(then);
  });

  it('of one workspace is kept beside that of the others, and taken back by a choice for all', () => {
    const everywhere = withZone(none, 'UTC', null, false);
    const here = withZone(everywhere, 'Asia/Tokyo', 'w-1', true);
    expect([chosenZone(here, 'w-1'), chosenZone(here, 'w-2'), hasOwnZone(here, 'w-1')]).toEqual([
      'Asia/Tokyo',
      'UTC',
      true,
    ]);
    const again = withZone(here, 'Europe/Berlin', 'w-1', false);
    expect([chosenZone(again, 'w-1'), chosenZone(again, 'w-2'), hasOwnZone(again, 'w-1')]).toEqual([
      'Europe/Berlin',
      'Europe/Berlin',
      false,
    ]);
  });
});

it.each([null, undefined, 'text', 7])('a choice is kept where %j was stored for the workspaces', (stored) => {
  const zones = { timeZone: 'Asia/Tokyo', workspaceTimeZones: stored as never };
  const kept = (isOnlyHere: boolean) => withZone(zones, 'UTC', 'w-1', isOnlyHere);
  expect(kept(false)).toEqual({ timeZone: 'UTC', workspaceTimeZones: {} });
  expect(kept(true)).toEqual({ timeZone: 'Asia/Tokyo', workspaceTimeZones: { 'w-1': 'UTC' } });
});

it('every region lists its own zones, each of which can be chosen', () => {
  const regions = zonesByRegion();
  expect(regions.map(([region]) => region)).toContain('Europe');
  for (const [region, names] of regions) {
    expect(names.filter((name) => !name.startsWith(`${region}/`))).toEqual([]);
    for (const timeZone of names) expect(chosenZone({ ...none, timeZone }, null)).toBe(timeZone);
  }
});
