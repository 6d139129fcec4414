import { defineMessages } from '../kernel/sentence.ts';

const say = defineMessages({
  'telemetry.none.24h': {
    en: 'No telemetry recorded in Last 24 hours.',
    de: 'In den letzten 24 Stunden wurde keine Nutzung aufgezeichnet.',
  },
  'telemetry.none.7d': {
    en: 'No telemetry recorded in Last 7 days.',
    de: 'In den letzten 7 Tagen wurde keine Nutzung aufgezeichnet.',
  },
  'telemetry.none.30d': {
    en: 'No telemetry recorded in Last 30 days.',
    de: 'In den letzten 30 Tagen wurde keine Nutzung aufgezeichnet.',
  },
  'telemetry.none.range': {
    en: 'No telemetry recorded in this range.',
    de: 'In diesem Bereich wurde keine Nutzung aufgezeichnet.',
  },
  'telemetry.events.24h': {
    en: '{count, plural, one {# event} other {# events}} in Last 24 hours',
    de: '{count, plural, one {# Ereignis} other {# Ereignisse}} in den letzten 24 Stunden',
  },
  'telemetry.events.7d': {
    en: '{count, plural, one {# event} other {# events}} in Last 7 days',
    de: '{count, plural, one {# Ereignis} other {# Ereignisse}} in den letzten 7 Tagen',
  },
  'telemetry.events.30d': {
    en: '{count, plural, one {# event} other {# events}} in Last 30 days',
    de: '{count, plural, one {# Ereignis} other {# Ereignisse}} in den letzten 30 Tagen',
  },
  'telemetry.events.range': {
    en: '{count, plural, one {# event} other {# events}} in this range',
    de: '{count, plural, one {# Ereignis} other {# Ereignisse}} in diesem Bereich',
  },
  'telemetry.input.window_or_range': {
    en: 'Give a window, or from and to, not both.',
    de: 'Geben Sie einen Zeitraum oder von und bis an, nicht beides.',
  },
  'telemetry.input.before_from': {
    en: 'Choose an end that is not before the beginning, {from}. Both are included.',
    de: 'Wählen Sie ein Ende, das nicht vor dem Anfang {from} liegt. Beide gehören dazu.',
  },
  'telemetry.input.too_long': {
    en: 'Ask for at most {days} days.',
    de: 'Fragen Sie nach höchstens {days} Tagen.',
  },
  'telemetry.input.too_late': {
    en: 'Choose an end that is not after {latest}.',
    de: 'Wählen Sie ein Ende, das nicht nach {latest} liegt.',
  },
});

/** Makes the sentences about figures of product usage. */
export const sayUsage = say;

/** The messages about figures of product usage. */
export const usageMessages = say.messages;
