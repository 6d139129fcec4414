import { Icon } from '@tenantatlas/react-hooks/ui';
import { useId, type ReactNode } from 'react';
import { answersOf, connectionTypes, rebase, type EditBase, type EditName } from './edit-answers.ts';
import type { EditForm } from './use-edit.ts';
import { useConnectionText, type ConnectionText } from './use-connection-text.ts';

const labels = {
  name: 'connect.name',
  type: 'connect.type',
  external: 'connect.external',
  credential: 'connect.credential',
} as const;

/** On a phone it appears below what is visible: the dialog scrolls to it. */
const reveal = (panel: HTMLElement | null): void => panel?.scrollIntoView({ block: 'nearest' });

/** Says that another person was faster, and shows both versions. What was typed stays in the fields until one of the two is chosen. */
export function EditConflict({ form }: { readonly form: EditForm }): ReactNode {
  const text = useConnectionText();
  const title = useId();
  const { theirs, isReading, keepMine, takeTheirs } = form;
  if (!theirs && !isReading) return null;
  return (
    <div
      key={theirs ? 'theirs' : 'reading'}
      ref={reveal}
      className="ta-panel edit-conflict"
      data-ta-tone="warning"
      role="alert"
    >
      <Icon name="warning" />
      <div>
        <p id={title} className="ta-panel-title">
          {text('edit.conflict.title')}
        </p>
        <p>{text('edit.conflict.text')}</p>
        {theirs ? <Versions form={form} theirs={theirs} title={title} /> : <p>{text('edit.conflict.reading')}</p>}
        {theirs && (
          <div className="edit-choices">
            <button type="button" className="button" onClick={keepMine}>
              {text('edit.conflict.keep')}
            </button>
            <button type="button" className="button" onClick={takeTheirs}>
              {text('edit.conflict.take')}
            </button>
          </div>
        )}
      </div>
    </div>
  );
}

interface VersionsProps {
  readonly form: EditForm;
  readonly theirs: EditBase;
  readonly title: string;
}

/** The fields that either of the two persons changed: as "Keep mine" would save them, and as they are now. */
function Versions({ form: { answers, base }, theirs, title }: VersionsProps): ReactNode {
  const text = useConnectionText();
  const before = answersOf(base);
  const now = answersOf(theirs);
  const mine = rebase(answers, before, now);
  const names = (Object.keys(labels) as EditName[]).filter(
    (name) => mine[name].trim() !== now[name].trim() || before[name] !== now[name],
  );
  if (names.length === 0) return null;
  return (
    <table className="versions" aria-labelledby={title}>
      <thead>
        <tr>
          <th scope="col">{text('edit.conflict.field')}</th>
          <th scope="col">{text('edit.conflict.mine')}</th>
          <th scope="col">{text('edit.conflict.theirs')}</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => (
          <tr key={name}>
            <th scope="row">{text(labels[name])}</th>
            <td>
              <bdi>{shown(name, mine[name].trim(), theirs, text)}</bdi>
            </td>
            <td>
              <bdi>{shown(name, now[name], theirs, text)}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function shown(name: EditName, answer: string, { hasCredential }: EditBase, text: ConnectionText): string {
  if (name === 'type') return text(`connect.type.${connectionTypes.find((one) => one === answer) ?? 'dedicated'}`);
  if (answer !== '') return answer;
  return text(name === 'credential' && hasCredential ? 'edit.conflict.stored' : 'edit.conflict.none');
}
