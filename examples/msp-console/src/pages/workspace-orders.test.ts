import { describe, expect, it } from 'vitest';
import { ordersIn, sorts } from './workspace-orders.ts';

const createdAt = '2026-11-01T00:00:00.000Z';
const ten = { workspaceId: 'a', name: 'Customer 10', createdAt, failures: 1 };
const two = { workspaceId: 'b', name: 'Customer 2', createdAt, failures: 1 };
const eleven = { workspaceId: 'c', name: 'customer 11', createdAt, failures: 1 };

describe('the order of workspaces', () => {
  it.each(sorts.filter((sort) => sort !== 'id'))('%s puts Customer 2 before Customer 10', (sort) => {
    expect([eleven, ten, two].toSorted(ordersIn('en')[sort])).toEqual([two, ten, eleven]);
  });

  it('by failures takes what is not known for none', () => {
    const unknown = { ...two, failures: null };
    expect([unknown, ten].toSorted(ordersIn('de').failures)).toEqual([ten, unknown]);
  });
});
