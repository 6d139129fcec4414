import type { OperationRunView, Sentence } from '@tenantatlas/core/browser';
import { useMemo } from 'react';
import { useAtlas } from '../../provider/atlas-context.ts';
import { catalogName, withNames, wording } from '../../provider/catalog-names.ts';
import { useSay } from '../../provider/use-say.ts';
import { sayUi, type UiMessageId } from '../messages.ts';

type Failure = OperationRunView['failureSummary'][number];

/** What components say and in which language. */
export interface Ui {
  /** A message of the components, in the provider's wording. */
  readonly t: (id: UiMessageId, params?: Sentence['params']) => string;
  /** A sentence that came with an answer, in the provider's wording. */
  readonly say: (sentence: Sentence) => string;
  /** What a control or an operation is called: `messages['catalog.Restore execution']` of the provider, else its label. */
  readonly called: (label: string) => string;
  /** Why something of a run failed: `messages['reason.…']` of the provider, after its reason code, else what came along. */
  readonly why: (failure: Failure) => string;
  /** Where a control shows: `messages['surface.…']` of the provider, after its key; null where only the key is known. */
  readonly surface: (key: string) => string | null;
  /** BCP 47. */
  readonly locale: string;
}

/**
 * The words of the components, for slots of your own.
 *
 * @example
 * const { t, say } = useUi();
 * <button>{t('ui.retry')}</button>
 */
export function useUi(): Ui {
  const say = useSay();
  const { locale, messages } = useAtlas();
  return useMemo<Ui>(
    () => ({
      t: (id, params) => say(sayUi(id, params && withNames(messages, params))),
      say,
      called: (label) => catalogName(messages, label),
      why: ({ reasonCode, message }) => {
        const id = `reason.${reasonCode}`;
        return say(wording(messages, id) === undefined ? message : { ...message, id });
      },
      surface: (key) => wording(messages, `surface.${key}`) ?? null,
      locale,
    }),
    [say, messages, locale],
  );
}
