import type { ActivationView, ControlSummary } from '@tenantatlas/core/browser';
import { useMemo, useState, type ComponentType, type ReactNode } from 'react';
import { Button } from '../base/button.tsx';
import { Icon } from '../base/icons.tsx';
import { MoreMenu, type MenuEntry } from '../base/more-menu.tsx';
import { useNowAfterPress } from '../base/root-context.ts';
import { Time } from '../base/time.tsx';
import { useWords } from '../base/use-words.ts';
import { Table, type Column } from '../lists/table.tsx';
import { extensionsOf, hoursOf } from './expiry.ts';
import type { ControlIntent } from './intent.ts';
import { ManageButton, useMayManage } from './manage-button.tsx';
import { useWhere } from './where.ts';
import { controlsMessages } from './messages.ts';
import { End } from './pause-end.tsx';

/** Properties of what shows how many starts a pause has blocked. */
export interface BlockedStartsProps {
  readonly pause: ActivationView;
  readonly count: number;
}

/** Properties of {@link PausesTable}. */
export interface PausesTableProps {
  readonly control: ControlSummary;
  readonly onIntent: (intent: ControlIntent) => void;
  /** Shows how many starts a pause has blocked. @default the number */
  readonly blocked?: ComponentType<BlockedStartsProps> | undefined;
}

/** How many pauses are drawn at first: about a screen, with a reason and a message to customers in each row. */
const shownAtFirst = 10;

/** The active pauses of a control, one row each: where, why, whose, until when, what it refused, and what can be done. */
export function PausesTable({ control, onIntent, blocked: Blocked }: PausesTableProps): ReactNode {
  const { t, called, locale } = useWords(controlsMessages);
  const [isWhole, setWhole] = useState(false);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { controlKey, blockedAttempts } = control;
  const activations = useMemo(() => byName(control.activations, locale), [control, locale]);
  const mayManage = useMayManage();
  const isSelectable = mayManage && activations.length > 1;
  const shown = isWhole ? activations : activations.slice(0, shownAtFirst);
  const chosen = activations.filter(({ id }) => selected.has(id));
  const columns = useMemo<readonly Column<ActivationView>[]>(() => {
    const select = (id: string, isOn: boolean): void =>
      setSelected((before) => new Set(isOn ? [...before, id] : [...before].filter((one) => one !== id)));
    return [
      {
        id: 'where',
        title: t('ui.pause.where'),
        cell: (pause) => (
          <Where
            pause={pause}
            isSelectable={isSelectable}
            isSelected={selected.has(pause.id)}
            onSelect={(isOn) => select(pause.id, isOn)}
          />
        ),
      },
      { id: 'reason', title: t('ui.pause.reason'), cell: (pause) => <Reason pause={pause} /> },
      { id: 'owner', title: t('ui.pause.owner'), isTime: true, cell: (pause) => <Owner pause={pause} /> },
      { id: 'until', title: t('ui.pause.until'), cell: (pause) => <End activation={pause} /> },
      ...(blockedAttempts === null
        ? []
        : [
            {
              id: 'blocked',
              title: t('ui.pause.blocked'),
              isNumber: true,
              cell: (pause: ActivationView) => {
                const count = blockedAttempts[pause.id] ?? 0;
                return Blocked ? <Blocked pause={pause} count={count} /> : count;
              },
            },
          ]),
      {
        id: 'actions',
        title: t('ui.pause.actions'),
        isActions: true,
        cell: (pause) => <RowActions control={control} pause={pause} onIntent={onIntent} />,
      },
    ];
  }, [t, isSelectable, selected, blockedAttempts, control, onIntent, Blocked]);
  return (
    <div className="ta-pauses">
      {chosen.length > 0 && (
        <div className="ta-selection" role="status">
          <span>{t('ui.control.selected', { count: chosen.length })}</span>
          <Button onClick={() => onIntent({ kind: 'resume_several', controlKey, activations: chosen })}>
            {t('ui.control.resume')}
          </Button>
          {chosen.length < activations.length && (
            <Button
              variant="quiet"
              onClick={() => {
                setWhole(true); // what is selected is in sight
                setSelected(new Set(activations.map(({ id }) => id)));
              }}
            >
              {t('ui.control.select_all', { count: activations.length })}
            </Button>
          )}
          <Button variant="quiet" onClick={() => setSelected(new Set())}>
            {t('ui.control.unselect')}
          </Button>
        </div>
      )}
      <Table
        className="ta-pauses-table"
        label={t('ui.control.pauses', { label: called(control.label) })}
        columns={columns}
        rows={shown}
        keyOf={({ id }) => id}
      />
      {shown.length < activations.length && (
        <Button variant="quiet" onClick={() => setWhole(true)}>
          {t('ui.control.show_all', { count: activations.length })}
        </Button>
      )}
    </div>
  );
}

/** The global one first, then by the names of workspaces as people order them: 2 before 10. */
function byName(activations: readonly ActivationView[], locale: string): readonly ActivationView[] {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  return [...activations].sort((left, right) => compare(left.workspaceName ?? '', right.workspaceName ?? ''));
}

interface WhereProps {
  readonly pause: ActivationView;
  readonly isSelectable: boolean;
  readonly isSelected: boolean;
  readonly onSelect: (isOn: boolean) => void;
}

function Where({ pause, isSelectable, isSelected, onSelect }: WhereProps): ReactNode {
  const { t, say } = useWords(controlsMessages);
  const where = useWhere(pause, say(pause.scopeLabel));
  const isGlobal = pause.scope.type === 'global';
  const name = isGlobal ? t('ui.scope.everyone_label') : <bdi>{where}</bdi>;
  return (
    <span className="ta-pause-where">
      {isSelectable && (
        <input
          type="checkbox"
          className="ta-check"
          aria-label={t('ui.control.select_named', { where })}
          checked={isSelected}
          onChange={(event) => onSelect(event.target.checked)}
        />
      )}
      <Icon name="pause" />
      <span>{name}</span>
    </span>
  );
}

function Reason({ pause: { reasonText, publicMessage } }: { readonly pause: ActivationView }): ReactNode {
  const { t } = useWords(controlsMessages);
  return (
    <span className="ta-pause-reason">
      <bdi>{reasonText}</bdi>
      {publicMessage !== null && (
        <span className="ta-quiet">
          {t('ui.pause.public_message')}: <bdi>{publicMessage}</bdi>
        </span>
      )}
    </span>
  );
}

function Owner({ pause: { owner, updatedAt } }: { readonly pause: ActivationView }): ReactNode {
  const { say } = useWords(controlsMessages);
  return (
    <span className="ta-pause-reason">
      <bdi className="ta-short">{say(owner.label)}</bdi>
      <span className="ta-quiet">
        <Time instant={updatedAt} isPlain />
      </span>
    </span>
  );
}

interface RowActionsProps extends Pick<PausesTableProps, 'control' | 'onIntent'> {
  readonly pause: ActivationView;
}

function RowActions({ control, pause, onIntent }: RowActionsProps): ReactNode {
  const { t, say, called } = useWords(controlsMessages);
  const where = useWhere(pause, say(pause.scopeLabel));
  const mayManage = useMayManage();
  const { controlKey, policy, supportedScopes } = control;
  const label = called(control.label);
  const now = useNowAfterPress();
  const extensions = pause.expiresAt === null ? [] : extensionsOf(policy, pause.expiresAt, now);
  const entries: readonly MenuEntry[] = [
    ...extensions.map((by) => ({
      id: by,
      label: t('ui.control.extend', { count: hoursOf(by) }),
      onSelect: () => onIntent({ kind: 'extend', controlKey, activation: pause, by }),
    })),
    ...(supportedScopes.length > 1 || pause.scope.type === 'workspace'
      ? [
          {
            id: 'move',
            label: t('ui.control.move'),
            onSelect: () => onIntent({ kind: 'move', controlKey, activation: pause }),
          },
        ]
      : []),
  ];
  return (
    <span className="ta-row-actions">
      <ManageButton
        aria-label={t('ui.control.resume_named', { label, where })}
        onClick={() => onIntent({ kind: 'resume', controlKey, activation: pause })}
      >
        {t('ui.control.resume')}
      </ManageButton>
      <ManageButton
        variant="quiet"
        aria-label={t('ui.control.change_named', { where })}
        onClick={() => onIntent({ kind: 'change', controlKey, activation: pause })}
      >
        {t('ui.control.change')}
      </ManageButton>
      {mayManage && entries.length > 0 && <MoreMenu label={t('ui.control.more_named', { where })} entries={entries} />}
    </span>
  );
}
