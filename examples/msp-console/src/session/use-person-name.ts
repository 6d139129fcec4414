import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { sessionQuery } from './session-query.ts';

/**
 * What a person of the demonstration is called; null for an id that it does not know. The atlas knows names of people who have done something. Your product asks its
 * identity provider for the others.
 */
export function usePersonName(): (personId: string) => string | null {
  const { data } = useQuery(sessionQuery);
  const people = data?.people;
  return useMemo(() => {
    const names = new Map(people?.map(({ id, name }) => [id, name]));
    return (personId) => names.get(personId) ?? null;
  }, [people]);
}
