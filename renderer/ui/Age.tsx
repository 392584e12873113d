import { useFormat } from './format.ts';
import { useNow } from './ticker.ts';

/** How old something is, counted each second. Not announced to screen readers: a change of state is. */
export function Age({ since, className = '' }: { since: number; className?: string }) {
  const now = useNow();
  const format = useFormat();
  return (
    <span className={`age ${className}`.trim()} aria-hidden="true">
      {format.age(Math.max(0, now - since))}
    </span>
  );
}

/** A running clock of minutes and seconds; below zero it counts up with a plus. */
export function Elapsed({ since }: { since: number }) {
  const now = useNow();
  const format = useFormat();
  return <span className="num">{format.clock(now - since)}</span>;
}
