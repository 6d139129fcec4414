import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { PersonView } from '../../server/session/session.ts';
import { useText } from '../i18n/use-text.ts';
import { PageWithoutSession } from '../shell/page-without-session.tsx';
import { Icon } from '../ui/icons.tsx';
import { Initials } from './initials.tsx';
import { useHasEnded } from './last-person.ts';
import { signIn } from './session-query.ts';

/** Choose a person to sign in as. */
export function SignInPage({ people }: { readonly people: readonly PersonView[] }): ReactNode {
  const text = useText();
  const hasEnded = useHasEnded();
  return (
    <PageWithoutSession title={text('sign_in.title')}>
      {hasEnded && (
        <p role="status" className="sign-in-ended">
          {text('sign_in.ended')}
        </p>
      )}
      <p className="about">{text('sign_in.about')}</p>
      <PeopleList people={people} />
    </PageWithoutSession>
  );
}

function PeopleList({ people }: { readonly people: readonly PersonView[] }): ReactNode {
  const text = useText();
  const queries = useQueryClient();
  const choice = useMutation({ networkMode: 'always', mutationFn: (id: string) => signIn(queries, id) });
  return (
    <>
      {(['platform', 'workspace'] as const).map((plane) => (
        <section key={plane} aria-labelledby={`people-${plane}`}>
          <h2 id={`people-${plane}`} className="small-heading">
            {text(`sign_in.${plane}`)}
          </h2>
          <ul className="people">
            {people
              .filter((person) => person.plane === plane)
              .map((person) => (
                <li key={person.id}>
                  <button
                    type="button"
                    className="person-card"
                    aria-disabled={choice.isPending}
                    onClick={() => (choice.isPending ? undefined : choice.mutate(person.id))}
                  >
                    <Initials name={person.name} />
                    <span className="person-words">
                      <span className="person-name">{person.name}</span>
                      <span className="quiet">{text(`role.${person.role}`)}</span>
                    </span>
                    <Icon name="chevron" />
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
      {choice.isError && (
        <p role="alert" className="problem">
          {text('sign_in.failed')}
        </p>
      )}
    </>
  );
}
