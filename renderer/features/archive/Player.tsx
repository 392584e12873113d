import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import { orpc } from '#renderer/api/client.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { RecordingPlayer, type RecordingHandle } from '#renderer/media/RecordingPlayer.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { useFormat } from '#renderer/ui/format.ts';
import { centreNow } from '#renderer/ui/centre-time.ts';
import { showToast } from '#renderer/ui/toast-store.ts';
import { goTo, noteShown, setPlaying, useArchive, type PlayRequest } from './archive-store.ts';
import { landing, nextPicture, skippedBetween, spanAt, type Span, type Stretch } from './lane-view.ts';
import { windowFor } from './playback-window.ts';
import { LEAP_EVERY_MS } from './speeds.ts';
import { useLane } from './use-lane.ts';

/** How long a note on what was leapt over stands. */
const NOTE_STAYS_MS = 6_000;
/** Segments of six seconds: what is newer than this may not be in the opening yet. */
const FRESH_MS = 15_000;
/** A ticket is good for four hours. */
const TICKET_USED_MS = 3 * 3_600_000;

/** Loading the same opening again sooner than this would find nothing new. */
const RELOAD_AFTER_MS = 4_000;
/** Pictures further apart than this did not follow each other. */
const LEAP_MS = 1_500;

/** Makes the player do what was chosen; backwards it is moved by leaps, so it stands. */
function drive(player: RecordingHandle | null, isPlaying: boolean, speed: number): void {
  if (speed > 0) player?.setRate(speed);
  if (isPlaying && speed > 0) player?.play();
  else player?.pause();
}

interface LoadedProps {
  path: string;
  open: Stretch;
  request: PlayRequest;
  spans: readonly Span[];
  player: RefObject<RecordingHandle | null>;
  onSkipped: (span: Span) => void;
}

/** One opening of the archive; jumps inside it only move within what is loaded. */
function LoadedPlayer({ path, open, request, spans, player, onSkipped }: LoadedProps) {
  const { t } = useTranslation();
  const [load, setLoad] = useState(() => ({ at: request.at, loadedAt: centreNow(), nonce: request.nonce }));
  const isPlaying = useArchive((state) => state.isPlaying);
  const speed = useArchive((state) => state.speed);
  /** The picture before, for telling what was leapt over; null right after a jump. */
  const shownAt = useRef<number | null>(null);

  const spansNow = useRef(spans);
  useEffect(() => {
    spansNow.current = spans;
  }, [spans]);

  useEffect(() => {
    drive(player.current, isPlaying, speed);
    if (!isPlaying || speed > 0) return undefined;
    const leap = setInterval(() => {
      if (player.current?.video()?.seeking !== false) return;
      const target = landing(spansNow.current, useArchive.getState().cursorAt + speed * LEAP_EVERY_MS, -1);
      if (target < open.from) goTo(target, centreNow());
      else player.current.seekTo(target);
    }, LEAP_EVERY_MS);
    return () => clearInterval(leap);
  }, [player, isPlaying, speed, open.from, load]);

  useEffect(
    () =>
      useArchive.subscribe(({ request: asked }, before) => {
        if (asked === before.request || asked.at < open.from || asked.at >= open.to) return;
        shownAt.current = null;
        const now = centreNow();
        // The newest may have been stored after this opening was loaded: loaded again, it holds more.
        if (asked.at > load.loadedAt - FRESH_MS && now - load.loadedAt > RELOAD_AFTER_MS) setLoad({ at: asked.at, loadedAt: now, nonce: asked.nonce });
        else player.current?.seekTo(asked.at);
      }),
    [player, open, load],
  );

  const onTime = (at: number): void => {
    if (player.current?.video()?.seeking) return;
    const before = shownAt.current;
    const state = useArchive.getState();
    if (before === null) drive(player.current, state.isPlaying, state.speed);
    shownAt.current = at;
    // Asked for a moment that is missing: the place asked for stands, not the picture after it.
    if (!state.isPlaying && spanAt(spans, state.cursorAt)?.state === 'missing') return;
    noteShown(at);
    if (before === null || !state.isPlaying || state.speed < 0 || at - before <= LEAP_MS * Math.max(1, state.speed)) return;
    const span = skippedBetween(spans, before, at);
    if (span) onSkipped(span);
  };
  const onEnd = (): void => {
    const now = centreNow();
    const { cursorAt } = useArchive.getState();
    if (open.to < now) goTo(nextPicture(spans, cursorAt + 2_000) ?? open.to, now);
    else if (now - load.loadedAt > FRESH_MS) goTo(cursorAt + 100, now);
    else {
      setPlaying(false);
      showToast({ tone: 'plain', title: t('recording.player.newest') });
    }
  };
  return <RecordingPlayer key={load.nonce} ref={player} path={path} from={load.at} onTime={onTime} onEnd={onEnd} />;
}

/** Over the whole picture: what lies beneath is of another moment. */
function GapPlate({ span, next }: { span: Span; next: number | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="archive-veil">
      <div className="archive-plate" role="status">
        <b>{t('recording.player.missing')}</b>
        <span className="num">{t('recording.player.between', { from: format.time(span.from), to: format.time(span.to) })}</span>
        <span className="t2">{t(`recording.gapCause.${span.cause ?? 'unknown'}`, { defaultValue: t('recording.gapCause.unknown') })}</span>
        {next === null ? null : (
          <Button
            small
            keys="Space"
            onClick={() => {
              goTo(next, centreNow());
              setPlaying(true);
            }}
          >
            {t('recording.player.next', { time: format.time(next) })}
          </Button>
        )}
      </div>
    </div>
  );
}

function BarClock() {
  const format = useFormat();
  const at = useArchive((state) => Math.floor(state.cursorAt / 1000) * 1000);
  return <span className="age num">{format.time(at)}</span>;
}

/** The picture of the camera that is played, with the moment it is of, or why there is none. */
export function Player({ cameraId, camera, player }: { cameraId: string; camera: Camera | undefined; player: RefObject<RecordingHandle | null> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const request = useArchive((state) => state.request);
  const lane = useLane(cameraId);
  const [open, setOpen] = useState<Stretch>(() => windowFor(request.at, null));
  const wanted = windowFor(request.at, open);
  if (wanted !== open) setOpen(wanted);
  const query = useQuery(orpc.recording.playback.queryOptions({ input: { cameraId, from: wanted.from, to: wanted.to }, staleTime: TICKET_USED_MS }));
  const gap = useArchive((state) => (state.isPlaying ? null : spanAt(lane.spans, state.cursorAt)));
  const [skipped, setSkipped] = useState<Span | null>(null);
  useEffect(() => {
    if (skipped === null) return undefined;
    const timer = setTimeout(() => setSkipped(null), NOTE_STAYS_MS);
    return () => clearTimeout(timer);
  }, [skipped]);
  const isGap = gap?.state === 'missing';
  const number = camera?.number ?? t('recording.unknownCamera');
  return (
    <article className="tile foc archive-tile" aria-label={t('recording.player.label', { number })}>
      <header className="bar">
        <span className="nm">{number}</span>
        <span className="pl">{camera?.place}</span>
        <Badge>{t('recording.player.badge')}</Badge>
        <BarClock />
      </header>
      <div className="pic">
        {query.data ? (
          <LoadedPlayer
            key={query.data.path}
            path={query.data.path}
            open={wanted}
            request={request}
            spans={lane.spans}
            player={player}
            onSkipped={setSkipped}
          />
        ) : null}
        {query.isPending ? (
          <div className="archive-plate" role="status">
            <b>{t('recording.player.opening')}</b>
            <span className="num">{format.dateTime(request.at)}</span>
          </div>
        ) : null}
        {query.error ? (
          <div className="archive-plate bad" role="alert">
            <b>{t('recording.player.nothing')}</b>
            <span className="num">{format.dateTime(request.at)}</span>
            <span className="t2">{failureOf(query.error, t).text}</span>
            <Button small onClick={() => void query.refetch()}>
              {t('common.action.tryAgain')}
            </Button>
          </div>
        ) : null}
        {query.data && isGap ? <GapPlate span={gap} next={nextPicture(lane.spans, gap.to)} /> : null}
        <div className="bd" role="status">
          {skipped ? (
            <Badge tone="s3" icon="warn">
              {t('recording.player.skipped', {
                length: format.clock(skipped.to - skipped.from),
                cause: t(`recording.gapCause.${skipped.cause ?? 'unknown'}`, { defaultValue: t('recording.gapCause.unknown') }),
              })}
            </Badge>
          ) : null}
        </div>
      </div>
    </article>
  );
}
