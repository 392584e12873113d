import { useFormat } from './format.ts';
import { useNow } from './ticker.ts';

/** Date and running time in the centre's zone. */
export function Clock() {
  const now = useNow();
  const format = useFormat();
  return (
    <>
      <span className="f12 t2 hide-c">{format.date(now)}</span>
      <time className="clock num" dateTime={new Date(now).toISOString()}>
        {format.time(now)}
      </time>
    </>
  );
}
