/** What an entry of the journal says, in the language on screen. What a person wrote stays as written. Pure. */
import type { JournalEntry } from '#shared/contract/incidents.ts';
import type { Language } from '#shared/contract/scalars.ts';
import { DISPATCH_STATES } from '#shared/domain/dispatch-status.ts';
import type { Format } from '#renderer/ui/format.ts';
import type { IconName } from '#renderer/ui/icon-paths.ts';

type Translate = (key: string, values?: Record<string, unknown>) => string;

export interface JournalWords {
  t: Translate;
  format: Pick<Format, 'time'>;
  language: Language;
}

export interface JournalText {
  /** Said strongly, in the tone's hue when it has one; may be empty. */
  strong: string;
  plain: string;
  /** Both in one, for a single line. */
  line: string;
  icon: IconName;
  /** `s1`: somebody must act; `s2`: a refusal. */
  tone: 's1' | 's2' | null;
}

const ICONS: Record<JournalEntry['kind'], IconName> = {
  logged: 'incident',
  dispatched: 'send',
  fact: 'note',
  correction: 'pen',
  state: 'check',
  'dispatch-state': 'check',
  delivery: 'send',
  escalation: 'bell',
  message: 'note',
  picture: 'snapshot',
  'clip-locked': 'lock',
  sop: 'check',
  'evidence-exported': 'shield',
  opened: 'eye',
};

const SHORT_HASH = /^([0-9a-f]{4})[0-9a-f]+([0-9a-f]{4})$/;

function shortHash(hash: string): string {
  const parts = SHORT_HASH.exec(hash);
  return parts ? `${parts[1]}…${parts[2]}` : hash;
}

/** The entry's data as the texts want it: times as times, states and steps as words. */
function valuesOf({ data, by }: JournalEntry, { t, format, language }: JournalWords): Record<string, string> {
  const values: Record<string, string> = { by: by ?? '', service: '', ...data };
  for (const name of ['from', 'to', 'takenAt', 'at', 'dueAt'] as const) {
    const value = data[name];
    if (value !== undefined && /^\d{12,}$/.test(value)) values[name] = format.time(Number(value));
  }
  if (data['sha256'] !== undefined) values['sha256'] = shortHash(data['sha256']);
  if (data['step'] !== undefined) values['step'] = t(`categories.sop.${data['step']}`, { defaultValue: data['step'] });
  if (data['cause'] !== undefined) values['cause'] = t(`dispatch.cause.${data['cause']}`, { defaultValue: data['cause'] });
  if (data['channel'] !== undefined) values['channel'] = t(`dispatch.channel.${data['channel']}`, { defaultValue: data['channel'] });
  const named = data[`serviceName.${language}`] ?? data['serviceName'];
  if (named !== undefined) values['serviceName'] = named;
  return values;
}

function toneOf(entry: JournalEntry): JournalText['tone'] {
  if (entry.kind === 'escalation') return 's1';
  const state = entry.data['state'] ?? entry.data['result'];
  if (entry.kind === 'dispatch-state' && state === 'refused') return 's2';
  if ((entry.kind === 'delivery' || entry.kind === 'dispatch-state') && (state === 'undeliverable' || state === 'failed')) return 's2';
  return null;
}

function sentence(entry: JournalEntry, words: JournalWords): string {
  const { t } = words;
  const values = valuesOf(entry, words);
  const { data } = entry;
  switch (entry.kind) {
    case 'fact':
    case 'message':
      return entry.kind === 'message' && values['service'] !== '' ? t('incidents.journal.message', values) : '';
    case 'state':
      return t(`incidents.journal.state.${data['to'] ?? ''}`, { ...values, defaultValue: t('incidents.journal.stateOther', values) });
    case 'dispatch-state': {
      const state = DISPATCH_STATES.find((name) => name === (data['state'] ?? data['to']));
      return state === undefined ? t('incidents.journal.dispatchOther', values) : t(`incidents.journal.dispatchState.${state}`, values);
    }
    case 'delivery':
      return t(`incidents.journal.delivery.${data['result'] ?? data['state'] ?? 'delivered'}`, {
        ...values,
        defaultValue: t('incidents.journal.delivery.delivered', values),
      });
    case 'clip-locked':
      return t('incidents.journal.clip-locked', { ...values, camera: data['cameras'] ?? data['camera'] ?? '' });
    default:
      return t(`incidents.journal.${entry.kind}`, values);
  }
}

export function journalText(entry: JournalEntry, words: JournalWords): JournalText {
  const said = sentence(entry, words).trim();
  const tone = toneOf(entry);
  const written = entry.text.trim();
  const icon: IconName = tone === 's2' ? 'cross-out' : ICONS[entry.kind];
  if (tone !== null) return { strong: said, plain: written, line: [said, written].filter(Boolean).join(' '), icon, tone };
  const plain = [said, written].filter(Boolean).join(' ');
  return { strong: '', plain, line: plain, icon, tone };
}
