import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import type { AnyAtlasError, WriteState } from '@tenantatlas/react-hooks';
import { ErrorPanel, useUi } from '@tenantatlas/react-hooks/ui';
import { Dialog } from './dialog.tsx';
import { DialogActions } from './dialog-actions.tsx';
import { TextQuestion } from './text-question.tsx';

/** One question of a {@link FormDialog}. */
export interface Question<Name extends string> {
  readonly name: Name;
  readonly label: string;
  readonly hint: string;
  /** What is chosen from; a line of text without it. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly initial?: string;
  /** The member of the request that it fills: what the server says of that member stands below the question. */
  readonly member?: string;
  /** Why the answer cannot be sent beside the others; null when it can. */
  readonly problemOf?: (answer: string, answers: { readonly [name in Name]: string }) => string | null;
}

/** Properties of {@link FormDialog}. */
export interface FormDialogProps<Name extends string> {
  readonly title: string;
  readonly submit: string;
  readonly questions: readonly Question<Name>[];
  readonly outcome: WriteState<unknown>;
  /** What is in the fields, for a caller that holds it; the dialog holds it without. */
  readonly answers?: { readonly [name in Name]: string };
  readonly onAnswers?: (answers: { readonly [name in Name]: string }) => void;
  /** Whether sending these answers would change nothing or be refused. @default false */
  readonly isRefused?: boolean;
  /** What is said above the buttons. */
  readonly children?: ReactNode;
  readonly onSubmit: (answers: { readonly [name in Name]: string }) => void;
  readonly onClose: () => void;
}

/** A dialog that asks for a few texts and sends them. The server judges them again; its answer stays beside the question that it is about. */
export function FormDialog<Name extends string>(props: FormDialogProps<Name>): ReactNode {
  const { title, submit, questions, outcome, isRefused = false, children, onAnswers, onSubmit, onClose } = props;
  const { say } = useUi();
  const [own, setOwn] = useState(
    () => Object.fromEntries(questions.map(({ name, initial = '' }) => [name, initial])) as { [name in Name]: string },
  );
  const answers = props.answers ?? own;
  const change = onAnswers ?? setOwn;
  const [hasTried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const first = useRef<HTMLInputElement>(null);
  const isBusy = outcome.state === 'pending';
  const problemOf = ({ name, problemOf: judge }: Question<Name>): string | null =>
    judge?.(answers[name].trim(), answers) ?? null;
  const issues = 'error' in outcome && outcome.error.code === 'invalid_input' ? outcome.error.issues : [];
  const refusalOf = ({ member }: Question<Name>): string | null => {
    const issue = issues.find(({ path }) => path === member);
    return issue ? say(issue.fix) : null;
  };
  const isBeside = issues.length > 0 && issues.every(({ path }) => questions.some(({ member }) => member === path));
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (isBusy || isRefused) return;
    setTried(true);
    const wrong = questions.find((question) => problemOf(question) !== null);
    if (wrong) form.current?.querySelector<HTMLElement>(`[data-question="${wrong.name}"] :is(input, select)`)?.focus();
    else
      onSubmit(
        Object.fromEntries(questions.map(({ name }) => [name, answers[name].trim()])) as { [name in Name]: string },
      );
  };
  return (
    <Dialog title={title} onClose={onClose} isBusy={isBusy}>
      <form ref={form} onSubmit={send} className="form" noValidate>
        {questions.map((question, index) => (
          <div key={question.name} data-question={question.name}>
            {question.options ? (
              <label className="field">
                <span>{question.label}</span>
                <span className="quiet">{question.hint}</span>
                <select
                  className="input"
                  value={answers[question.name]}
                  onChange={({ target }) => change({ ...answers, [question.name]: target.value })}
                >
                  {question.options.map(({ value, label }) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </select>
              </label>
            ) : (
              <TextQuestion
                label={question.label}
                hint={question.hint}
                value={answers[question.name]}
                onChange={(value) => change({ ...answers, [question.name]: value })}
                problem={(hasTried ? problemOf(question) : null) ?? refusalOf(question)}
                inputRef={first}
                autoFocus={index === 0}
              />
            )}
          </div>
        ))}
        {children}
        <div role="alert">{'error' in outcome && !isBeside && <Problem error={outcome.error} />}</div>
        <DialogActions submit={submit} isBusy={isBusy} isRefused={isRefused} onClose={onClose} />
      </form>
    </Dialog>
  );
}

/** What is wrong with the answers, or why nothing was sent. */
function Problem({ error }: { readonly error: AnyAtlasError }): ReactNode {
  const { say } = useUi();
  if (error.code !== 'invalid_input') return <ErrorPanel error={error} attempt="write" />;
  return (
    <ul className="field-error">
      {error.issues.map(({ path, fix }) => (
        <li key={path}>{say(fix)}</li>
      ))}
    </ul>
  );
}
