import type { ControlSummary } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { Segments } from '../base/segments.tsx';
import { useWords } from '../base/use-words.ts';
import { WorkspacePicker } from './workspace-picker.tsx';
import type { ChosenScope, PauseMode } from './draft.ts';
import { controlsMessages } from './messages.ts';

/** Properties of {@link ScopeField}. */
export interface ScopeFieldProps {
  readonly control: ControlSummary;
  readonly mode: PauseMode;
  readonly value: ChosenScope;
  readonly onChange: (scope: ChosenScope) => void;
  readonly error: string | undefined;
}

/** All workspaces, or chosen ones: several for a new pause, one for a pause that moves. Only what the control supports is offered. */
export function ScopeField({ control, mode, value, onChange, error }: ScopeFieldProps): ReactNode {
  const { t } = useWords(controlsMessages);
  const paused = new Set(control.activations.flatMap(({ scope }) => scope.workspaceId ?? []));
  const labels = {
    global: t('ui.scope.everyone_label'),
    workspace: t(mode === 'pause' ? 'ui.scope.workspaces_label' : 'ui.scope.workspace_label'),
  };
  // The narrower scope first: the one that stops everything is not under the hand.
  const offered = (['workspace', 'global'] as const).filter((type) => control.supportedScopes.includes(type));
  return (
    <div className="ta-field" data-ta-invalid={error === undefined ? undefined : ''}>
      <Segments
        legend={t('ui.field.scope')}
        options={offered.map((type) => ({ value: type, label: labels[type] }))}
        value={value?.type ?? null}
        onChange={(type) => onChange(type === 'global' ? { type } : { type, chosen: [] })}
      />
      {value?.type === 'workspace' ? (
        <WorkspacePicker
          isMultiple={mode === 'pause'}
          value={value.chosen}
          paused={paused}
          error={error}
          onChange={(chosen) => onChange({ type: 'workspace', chosen })}
        />
      ) : (
        error !== undefined && (
          <p className="ta-field-error" role="alert">
            {error}
          </p>
        )
      )}
    </div>
  );
}
