/**
 * A program for a host that has installed the packages. It fails when an entry of core brings a copy of something that another entry exports: a fault of an
 * adapter would then not be an instance of the class that the adapter imported. `/snapshot` is left out, because it is one file of its own.
 */
export const oneCopy = `
import assert from 'node:assert/strict';
import * as root from '@tenantatlas/core';
import * as browser from '@tenantatlas/core/browser';
import * as conformance from '@tenantatlas/core/conformance';
import * as memory from '@tenantatlas/core/memory';
import * as messages from '@tenantatlas/core/messages';
import * as ports from '@tenantatlas/core/ports';

const seen = new Map();
for (const [name, value] of [root, browser, conformance, memory, messages, ports].flatMap(Object.entries)) {
  assert.equal(seen.get(name) ?? value, value, 'two entries of core bring a copy each of ' + name);
  seen.set(name, value);
}

const platform = { plane: 'platform', actor: null };
for (const storage of [root.createTenantAtlas().storage, memory.createMemoryStorage()]) {
  await storage.close();
  const fault = await storage.unit(platform, async () => undefined).catch((error) => error);
  assert.ok(fault instanceof ports.StorageFault, 'a fault of the storage in memory has another class than that of /ports');
}

const unit = () => Promise.reject(new ports.StorageFault('locked', 'thrown by an adapter'));
const atlas = root.createTenantAtlas({ storage: { ...memory.createMemoryStorage(), unit } });
const operator = root.platformOperator({ id: 'op-1', label: 'Ada', capabilities: root.platformCapabilities });
const answer = await atlas.as(operator).workspaces.list();
assert.equal(answer.isErr() && answer.error.kind, 'locked', 'core does not recognise the fault of an adapter');
console.log('one copy of each class of core');
`;
