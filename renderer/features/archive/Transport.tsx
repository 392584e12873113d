import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/Button.tsx';
import { useFormat } from '#renderer/ui/format.ts';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { useNow } from '#renderer/ui/ticker.ts';
import { setPlaying, useArchive } from './archive-store.ts';
import { SPEEDS } from './speeds.ts';

/** Of when the picture is, to the thousandth, and how long ago that was. */
function MomentClock() {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const at = useArchive((state) => state.cursorAt);
  return (
    <span className="archive-clock">
      <time className="num" dateTime={new Date(at).toISOString()}>
        {format.time(at)}
        <small>.{String(at % 1000).padStart(3, '0')}</small>
      </time>
      <span className="t3 f12 num">{t('recording.ago', { age: format.clock(now - at) })}</span>
    </span>
  );
}

const HINTS: readonly { keys: readonly string[]; key: string }[] = [
  { keys: ['Space'], key: 'play' },
  { keys: [',', '.'], key: 'frame' },
  { keys: ['ArrowLeft', 'ArrowRight'], key: 'seconds' },
  { keys: ['Shift+ArrowRight'], key: 'edge' },
  { keys: ['-', '='], key: 'scale' },
];

export function Transport({ onPlay, onEdge }: { onPlay: () => void; onEdge: (by: 1 | -1) => void }) {
  const { t } = useTranslation();
  const isPlaying = useArchive((state) => state.isPlaying);
  const speed = useArchive((state) => state.speed);
  return (
    <div className="archive-transport">
      <span className="row" dir="ltr">
        <Button icon="step-back" aria-label={t('recording.key.edgeBack')} title={t('recording.key.edgeBack')} onClick={() => onEdge(-1)} />
        <Button kind="primary" icon={isPlaying ? 'pause' : 'play'} aria-label={t('recording.key.play')} title={t('recording.key.play')} onClick={onPlay} />
        <Button icon="step-forward" aria-label={t('recording.key.edgeOn')} title={t('recording.key.edgeOn')} onClick={() => onEdge(1)} />
        <Segmented
          label={t('recording.speed')}
          value={speed}
          onChange={(value) => setPlaying(true, value)}
          options={SPEEDS.map((value) => ({
            value,
            label: value === 0.5 ? t('recording.half') : t('recording.times', { n: String(value).replace('-', '−') }),
          }))}
        />
        <span className="row hide-c">
          <Kbd keys="J" />
          <Kbd keys="K" />
          <Kbd keys="L" />
        </span>
      </span>
      <MomentClock />
      <span className="sp" />
      <span className="row f12 t2 hide-c archive-hints">
        {HINTS.map(({ keys, key }) => (
          <span key={key} className="row">
            {keys.map((each) => (
              <Kbd key={each} keys={each} />
            ))}
            {t(`recording.hint.${key}`)}
          </span>
        ))}
      </span>
    </div>
  );
}
