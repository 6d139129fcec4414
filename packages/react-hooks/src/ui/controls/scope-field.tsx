import type { ControlSummary } from '@tenantatlas/core/browser';
import { useId, type ReactNode } from 'react';
import { useWords } from '../base/use-words.ts';
import { WorkspacePicker } from './workspace-picker.tsx';
import type { ChosenScope } from './draft.ts';
import { controlsMessages } from './messages.ts';

/** Properties of {@link ScopeField}. */
export interface ScopeFieldProps {
  readonly control: ControlSummary;
  readonly value: ChosenScope;
  readonly onChange: (scope: ChosenScope) => void;
  readonly error: string | undefined;
}

/** Everyone, or one workspace. Only what the control supports is offered. */
export function ScopeField({ control, value, onChange, error }: ScopeFieldProps): ReactNode {
  const { t } = useWords(controlsMessages);
  const name = useId();
  const paused = new Set(control.activations.flatMap(({ scope }) => scope.workspaceId ?? []));
  const labels = { global: t('ui.scope.everyone_label'), workspace: t('ui.scope.workspace_label') };
  return (
    <fieldset className="ta-field" data-ta-invalid={error === undefined ? undefined : ''}>
      <legend>{t('ui.field.scope')}</legend>
      <div className="ta-choices">
        {control.supportedScopes.map((type) => (
          <label key={type} className="ta-choice">
            <input
              type="radio"
              name={name}
              checked={value.type === type}
              onChange={() => onChange(type === 'global' ? { type } : { type, workspaceId: null, name: '' })}
            />
            <span>{labels[type]}</span>
          </label>
        ))}
      </div>
      {value.type === 'workspace' ? (
        <WorkspacePicker
          value={value.workspaceId}
          paused={paused}
          error={error}
          onChange={(workspaceId, workspace) => onChange({ type: 'workspace', workspaceId, name: workspace })}
        />
      ) : (
        error !== undefined && <p className="ta-field-error">{error}</p>
      )}
    </fieldset>
  );
}
