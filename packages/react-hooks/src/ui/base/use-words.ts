import { messageFormatter, type OperationRunView, type Sentence } from '@tenantatlas/core/browser';
import { useMemo } from 'react';
import { useAtlas } from '../../provider/atlas-context.ts';
import { catalogName, withNames, wording } from '../../provider/catalog-names.ts';
import { useSay } from '../../provider/use-say.ts';
import type { UiMessageId } from '../english.ts';
import { baseMessages } from './messages.ts';

type Failure = OperationRunView['failureSummary'][number];

/** What components say and in which language. */
export interface Ui<Id extends UiMessageId = UiMessageId> {
  /** A message of the components, in the provider's wording. */
  readonly t: (id: Id, params?: Sentence['params']) => string;
  /** A sentence that came with an answer, in the provider's wording. */
  readonly say: (sentence: Sentence) => string;
  /** What a control or an operation is called: `messages['catalog.Restore execution']` of the provider, else its label. */
  readonly called: (label: string) => string;
  /** Why something of a run failed: `messages['reason.…']` of the provider, after its reason code, else what came along. */
  readonly why: (failure: Failure) => string;
  /** What an operation is called: `messages['operation.…']` of the provider, after its type; null where only the type is known. */
  readonly operation: (type: string) => string | null;
  /** Where a control shows: `messages['surface.…']` of the provider, after its key; null where only the key is known. */
  readonly surface: (key: string) => string | null;
  /** BCP 47. */
  readonly locale: string;
}

/** It remembers the messages of the components, which are code. */
const inEnglish = /* @__PURE__ */ messageFormatter('en');

type Table = { readonly [Id in UiMessageId]?: string };

/**
 * The words of one component: the messages of its folder and those of all. It takes the table so that a page with one component loads only that
 * one's messages.
 */
export function useWords<Own extends UiMessageId>(own: {
  readonly [Id in Own]: string;
}): Ui<Own | keyof typeof baseMessages> {
  const say = useSay();
  const { locale, messages } = useAtlas();
  return useMemo(
    () => ({
      t: (id, params = {}) => {
        const english = (own as Table)[id] ?? (baseMessages as Table)[id] ?? id;
        const named = withNames(messages, params);
        return say({ id, params: named, text: inEnglish(english, named) });
      },
      say,
      called: (label) => catalogName(messages, label),
      why: ({ reasonCode, message }) => {
        const id = `reason.${reasonCode}`;
        return say(wording(messages, id) === undefined ? message : { ...message, id });
      },
      operation: (type) => wording(messages, `operation.${type}`) ?? null,
      surface: (key) => wording(messages, `surface.${key}`) ?? null,
      locale,
    }),
    [own, say, messages, locale],
  );
}
