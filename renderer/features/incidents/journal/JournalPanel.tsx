import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident, JournalEntry } from '#shared/contract/incidents.ts';
import type { Language } from '#shared/contract/scalars.ts';
import { orpc, queryClient } from '#renderer/api/client.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { useMay } from '#renderer/api/session.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useFormat } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { PanelHead } from '#renderer/ui/Panel.tsx';
import { newId } from '#renderer/api/new-id.ts';
import { journalText } from './journal-text.ts';

function Entry({ entry, isMarked }: { entry: JournalEntry; isMarked: boolean }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const text = journalText(entry, { t, format, language: i18n.language as Language });
  const classes = [text.tone === 's1' ? 'a' : text.tone === 's2' ? 'b2' : '', isMarked ? 'marked' : ''].filter(Boolean).join(' ');
  return (
    <li className={classes || undefined}>
      <time className="num" dateTime={new Date(entry.at).toISOString()} title={format.dateTime(entry.at)}>
        {format.time(entry.at)}
      </time>
      <span className="ji">
        <Icon name={text.icon} size="s" />
      </span>
      <div>
        <p className="journal-words">
          {text.strong === '' ? null : <b className={text.tone ?? undefined}>{text.strong}</b>} {text.plain}
        </p>
        <span className="f12 t3">{entry.by ?? t('common.system')}</span>
      </div>
    </li>
  );
}

/** One draft until it is in the journal: the key makes a second press count once. */
function AddFact({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [draftKey, setDraftKey] = useState(newId);
  const add = useMutation(
    orpc.incidents.addEntry.mutationOptions({
      onSuccess: (changed) => {
        setText('');
        setDraftKey(newId());
        queryClient.setQueryData(orpc.incidents.get.queryKey({ input: { id: incident.id } }), changed);
      },
    }),
  );
  const submit = (): void => {
    if (text.trim() !== '' && !add.isPending) add.mutate({ id: incident.id, key: draftKey, text });
  };
  useKey('J', () => field.current?.focus(), { labelKey: 'incidents.addFact' });
  useKey('Ctrl+Enter', submit, { labelKey: 'incidents.addFactNow', inText: true });
  return (
    <form
      className="jin"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {add.isError ? (
        <p className="hint err jin-error" role="alert">
          {t('incidents.notAdded', { why: failureOf(add.error, t).text })}
        </p>
      ) : null}
      <div className={add.isError ? 'in err area' : 'in area'}>
        <Icon name="note" size="s" />
        <textarea
          ref={field}
          rows={text.includes('\n') || text.length > 44 ? 3 : 1}
          aria-label={t('incidents.addFact')}
          placeholder={t('incidents.newFact')}
          value={text}
          maxLength={10_000}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
        />
      </div>
      <Kbd keys="J" />
      <Button type="submit" keys="Ctrl+Enter" disabled={text.trim() === '' || add.isPending}>
        {t('common.action.add')}
      </Button>
    </form>
  );
}

/** Newest first; nothing in it is ever changed or removed. */
export function JournalPanel({ incident, markedAt }: { incident: Incident; markedAt: number | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayLog = useMay('incidents.log');
  const entries = [...incident.journal].sort((a, b) => b.seq - a.seq);
  const { chain } = incident;
  return (
    <section className="panel jr" aria-label={t('incidents.journalTitle')}>
      <PanelHead
        title={t('incidents.journalTitle')}
        note={t('incidents.entries', { count: entries.length })}
        end={
          <span className={chain.intact ? 'row t3' : 'row s1 b'}>
            <Icon name="hash" size="s" />
            <span className="el">
              {chain.intact ? t('incidents.chainIntact', { time: format.time(chain.checkedAt) }) : t('incidents.chainBroken', { seq: chain.brokenAtSeq ?? 0 })}
            </span>
          </span>
        }
      />
      <div className="jl" role="group" tabIndex={0} aria-label={t('incidents.journalTitle')}>
        <ol>
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} isMarked={entry.at === markedAt} />
          ))}
        </ol>
      </div>
      {mayLog ? <AddFact incident={incident} /> : null}
    </section>
  );
}
