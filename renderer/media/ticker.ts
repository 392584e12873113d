/** One clock of five beats a second for everything that shows an age; nobody re-renders for it. */
const BEAT_MS = 200;

type Beat = (nowMs: number) => void;
const beats = new Set<Beat>();
let timer: ReturnType<typeof setInterval> | null = null;

/** Calls `beat` five times a second with `performance.now()`. The returned function ends it. */
export function onBeat(beat: Beat): () => void {
  beats.add(beat);
  timer ??= setInterval(() => {
    const now = performance.now();
    for (const one of beats) one(now);
  }, BEAT_MS);
  return () => {
    beats.delete(beat);
    if (beats.size === 0 && timer !== null) {
      clearInterval(timer);
      timer = null;
    }
  };
}
