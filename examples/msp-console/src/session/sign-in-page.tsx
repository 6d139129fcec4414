import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { PersonView } from '../../server/session/session.ts';
import { brand } from '../brand/brand.ts';
import { useText } from '../i18n/use-text.ts';
import { LanguageMenu, ThemeMenu } from '../shell/preference-menus.tsx';
import { Icon } from '../ui/icons.tsx';
import { Initials } from './initials.tsx';
import { signIn } from './session-query.ts';

/** Choose a person to sign in as. */
export function SignInPage({ people }: { readonly people: readonly PersonView[] }): ReactNode {
  const text = useText();
  return (
    <div className="sign-in">
      <div className="sign-in-menus">
        <LanguageMenu />
        <ThemeMenu />
      </div>
      <main className="sign-in-card">
        <div className="sign-in-brand">
          <img src={brand.logo} alt="" width="36" height="36" />
          <span>{brand.name}</span>
        </div>
        <h1>{text('sign_in.title')}</h1>
        <p className="about">{text('sign_in.about')}</p>
        <PeopleList people={people} />
        <p className="sign-in-demo">{text('sign_in.demo')}</p>
      </main>
    </div>
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
