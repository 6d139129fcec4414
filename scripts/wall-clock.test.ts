import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { shortLimits } from './wall-clock.ts';
import { filesBelow, isTestFile, root } from './workspace.ts';

const beside = /^(?:packages|examples)\/[^/]+\/test\/.*\.tsx?$/;
const conformance = /^packages\/core\/src\/conformance\/.*\.ts$/;
const files = filesBelow('.').filter((file) => isTestFile(file) || beside.test(file) || conformance.test(file));

it('no test fails because the machine is slow: no limit of real time is below ten seconds', () => {
  expect(files.length).toBeGreaterThan(150);
  expect(files.flatMap((file) => shortLimits(file, readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

it.each([
  'it("x", { timeout: 5_000 }, () => {})',
  'it.each([1])("x", { timeout: 9 * 1000 }, () => {})',
  'it("x", () => {}, 5000)',
  'expect.poll(f, { timeout: 500 }).toBe(1)',
  'page.getByRole("button").waitFor({ timeout: 2_000 })',
  'waitFor(() => 1, { timeout: 5_000 })',
  'vi.waitFor(f)',
  'vi.waitUntil(f, { timeout: 100 })',
  'new pg.Pool({ connectionTimeoutMillis: 50 })',
  'postgres(url, { connect_timeout: 5 })',
  'fetch(url, { signal: AbortSignal.timeout(500) })',
  'expect(performance.now() - began).toBeLessThan(4_000)',
  'const soon = 500 + 1_000; expect(took).toBeLessThan(soon)',
  'expect(p95).toBeLessThan(isSoak ? 1_000 : 5_000)',
  'open({ limits: { bodyMillis: 100 } })',
  'const lockTimeoutMillis = 400; open({ lockTimeoutMillis })',
  'function open({ beginTimeoutMillis = 100 }) {}',
  'pool.options.connectionTimeoutMillis = 50',
  'const deadline = Date.now() + 2_000',
  'limit(performance.now() + 5)',
  'within(5_000, work, "It ends.")',
])('finds %s', (text) => {
  expect(shortLimits('a.test.ts', text)).toHaveLength(1);
});

it.each([
  'it("x", { timeout: 60_000 }, () => {})',
  'expect(body.length).toBeLessThan(5)',
  'expect(p95).toBeLessThan(isSoak ? 1_000 : 20_000)',
  'vi.waitFor(f, { timeout: 20_000 })',
  'postgres(url, { connect_timeout: 30 })',
  'open({ limits: { bodyMillis: 30_000 } })',
  'inProcess({ pollMillis: 5 })',
  'simulatedRestore({ itemMillis: 1 })',
  'expect(run).toEqual({ thresholdMillis: 900, ageMillis: 5 })',
  'const deadline = Date.now() + 20_000',
  'new Date(Date.now() + hour)',
  'within(patient, work, "It ends.")',
  'sql.end({ timeout: 1 })',
  'pool({ connectionTimeoutMillis: 50 }) // short on purpose: its end is what the test waits for',
])('does not change %s', (text) => {
  expect(shortLimits('a.test.ts', text)).toEqual([]);
});
