import { useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { hrefOf } from '#renderer/app/routes.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { useFormat } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { centreNow, useCentreTime } from '#renderer/ui/centre-time.ts';
import { goTo, setLength, useArchive } from './archive-store.ts';
import { VIEW_LENGTHS_MS } from './lane-view.ts';
import { parseMoment } from './zoned-moment.ts';

/** A moment as people write it; Enter goes there. */
function MomentField({ field }: { field: Ref<HTMLInputElement> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const timeZone = useCentreTime((state) => state.timeZone);
  const [text, setText] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const shown = useArchive((state) => `${format.day(state.cursorAt)} ${format.time(state.cursorAt)}`);
  const submit = (): boolean => {
    if (text === null) return true;
    const at = parseMoment(text, useArchive.getState().cursorAt, timeZone);
    const now = centreNow();
    if (at === null || at > now) {
      setWrong(t(at === null ? 'recording.momentWrong' : 'recording.momentFuture'));
      return false;
    }
    setText(null);
    setWrong(null);
    goTo(at, now);
    return true;
  };
  return (
    <div className="archive-moment">
      <TextField
        ref={field}
        label={t('recording.moment')}
        labelHidden
        icon="clock"
        keys="Ctrl+G"
        value={text ?? shown}
        maxLength={24}
        spellCheck={false}
        title={t('recording.momentHint')}
        error={wrong}
        boxClassName="num"
        onFocus={(event) => {
          setText(shown);
          event.currentTarget.select();
        }}
        onChange={setText}
        onBlur={() => {
          setText(null);
          setWrong(null);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          if (event.key === 'Escape' || submit()) event.currentTarget.blur();
        }}
      />
    </div>
  );
}

interface ArchiveToolsProps {
  moment: Ref<HTMLInputElement>;
  onAdd: () => void;
  onDay: (by: 1 | -1) => void;
  onNewest: () => void;
}

export function ArchiveTools({ moment, onAdd, onDay, onNewest }: ArchiveToolsProps) {
  const { t } = useTranslation();
  const count = useArchive((state) => state.cameraIds.length);
  const lengthMs = useArchive((state) => state.lengthMs);
  const incidentId = useArchive((state) => state.incidentId);
  return (
    <div className="tools" data-region="tools">
      <h1>{t('recording.title')}</h1>
      <span className="t3 f12 nw hide-c">{t('recording.cameras', { count })}</span>
      <Button kind="quiet" icon="plus" keys="T" onClick={onAdd}>
        {t('recording.add')}
      </Button>
      <span className="vr" />
      <Button icon="chevron-start" aria-label={t('recording.dayBack')} title={t('recording.dayBack')} onClick={() => onDay(-1)} />
      <MomentField field={moment} />
      <Button icon="chevron-end" aria-label={t('recording.dayOn')} title={t('recording.dayOn')} onClick={() => onDay(1)} />
      <Button keys="End" onClick={onNewest}>
        {t('recording.now')}
      </Button>
      <Segmented
        label={t('recording.scale')}
        value={lengthMs}
        onChange={setLength}
        options={VIEW_LENGTHS_MS.map((value) => ({ value, label: t(`recording.span.${value}`) }))}
      />
      <span className="sp" />
      <span className="hide-c">
        <Badge>{t('recording.logged')}</Badge>
      </span>
      {incidentId === null ? null : (
        <a className="btn" href={hrefOf('incidents', incidentId)}>
          <Icon name="incident" size="s" />
          <span>{t('recording.incident')}</span>
          <Kbd keys="O" />
        </a>
      )}
    </div>
  );
}
