import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import { useKey } from './keys/use-key.ts';
import { SeverityShape } from './SeverityMark.tsx';
import { closeToast, useToasts, type ToastNote } from './toast-store.ts';

function Toast({ note, isNewest }: { note: ToastNote; isNewest: boolean }) {
  const { t } = useTranslation();
  const close = (): void => closeToast(note.id);
  useKey('Esc', close, { scope: 'app', enabled: isNewest });
  return (
    <div className={note.tone === 'plain' ? 'toast' : `toast ${note.tone}`} role={note.tone === 's1' ? 'alert' : 'status'}>
      {note.tone === 'plain' ? <Icon name="check" /> : <SeverityShape severity={note.tone === 's1' ? 1 : 2} sizePx={18} />}
      <div className="sp">
        <p className="m">{note.title}</p>
        {note.detail ? <p className="f12 t2">{note.detail}</p> : null}
      </div>
      {note.action ? (
        <Button
          small
          keys={note.action.keys}
          onClick={() => {
            note.action?.run();
            close();
          }}
        >
          {note.action.label}
        </Button>
      ) : null}
      <Button small kind="quiet" icon="cross-out" aria-label={t('common.action.close')} onClick={close} />
    </div>
  );
}

export function Toasts() {
  const notes = useToasts((state) => state.notes);
  return (
    <div className="toasts">
      {notes.map((note, n) => (
        <Toast key={note.id} note={note} isNewest={n === notes.length - 1} />
      ))}
    </div>
  );
}
