import { useMemo, useState, type KeyboardEvent, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import { matchesText } from '#renderer/features/wall/camera-groups.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { PanelHead } from '#renderer/ui/Panel.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { showToast } from '#renderer/ui/toast-store.ts';
import { MAX_CAMERAS } from './archive-link.ts';
import { toggleCamera, useArchive } from './archive-store.ts';

const byNumber = (a: Camera, b: Camera): number => a.number.localeCompare(b.number, 'uk', { numeric: true });

/** Finds cameras and takes up to four of them: type, arrows, Enter. */
export function CameraPicker({ cameras, search }: { cameras: readonly Camera[]; search: Ref<HTMLInputElement> }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const cameraIds = useArchive((state) => state.cameraIds);
  const rows = useMemo(() => cameras.filter((camera) => matchesText(camera, text)).sort(byNumber), [cameras, text]);
  const current = rows[Math.min(at, rows.length - 1)];
  const take = (camera: Camera | undefined): void => {
    if (camera && !toggleCamera(camera.id)) showToast({ tone: 'plain', title: t('recording.picker.full') });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'ArrowDown') setAt(Math.min(rows.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (event.key === 'Enter') take(current);
    else if (event.key === 'Escape' && document.activeElement instanceof HTMLElement) document.activeElement.blur();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <section className="panel archive-picker" aria-label={t('recording.picker.title')}>
      <PanelHead
        title={t('recording.picker.title')}
        note={t('recording.picker.note', { max: MAX_CAMERAS })}
        end={
          <span className="row t3">
            <Kbd keys="Enter" /> {t('recording.picker.take')}
          </span>
        }
      />
      <div className="pb" role="presentation" onKeyDown={onKeyDown}>
        <TextField
          ref={search}
          label={t('recording.picker.search')}
          labelHidden
          icon="search"
          keys="T"
          placeholder={t('recording.picker.hint')}
          value={text}
          maxLength={80}
          onChange={(value) => {
            setText(value);
            setAt(0);
          }}
        />
      </div>
      <div className="archive-picks" role="listbox" aria-multiselectable="true" tabIndex={0} aria-label={t('recording.picker.list')} onKeyDown={onKeyDown}>
        {rows.map((camera, n) => {
          const slot = cameraIds.indexOf(camera.id);
          return (
            <div
              key={camera.id}
              ref={camera === current ? showRow : undefined}
              role="option"
              tabIndex={-1}
              aria-selected={slot >= 0}
              className={camera === current ? 'archive-pick sel' : 'archive-pick'}
              onClick={() => {
                setAt(n);
                take(camera);
              }}
              onKeyDown={onKeyDown}
            >
              <span className={slot >= 0 ? 'ck on' : 'ck'}>
                <Icon name="check" />
              </span>
              <span className="m nw">{camera.number}</span>
              <span className="el t2">{camera.place}</span>
              <span>{slot >= 0 ? <span className="key9">{slot + 1}</span> : null}</span>
            </div>
          );
        })}
        {rows.length === 0 ? <p className="pb t3">{t('recording.picker.nothing')}</p> : null}
      </div>
    </section>
  );
}

/** A ref's callback must return nothing, and a browser may return something from scrolling. */
function showRow(row: HTMLElement | null): void {
  row?.scrollIntoView({ block: 'nearest' });
}
