import type { MarkState } from '#renderer/features/map/marks.ts';

/** A camera's state as on the map, without direction. */
export function CameraDot({ state, hasPtz }: { state: MarkState; hasPtz: boolean }) {
  return (
    <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
      {state === 'live' ? <circle r="3.6" fill="var(--m-cam)" /> : null}
      {state === 'opening' ? <circle r="3.6" fill="none" stroke="var(--m-cam)" strokeWidth="1.4" /> : null}
      {state === 'late' ? (
        <>
          <circle r="4.6" fill="none" stroke="var(--sev-3)" strokeWidth="1.6" />
          <path d="M0 -4.6a4.6 4.6 0 0 1 0 9.2z" fill="var(--sev-3)" />
        </>
      ) : null}
      {state === 'dead' ? (
        <>
          <circle r="5.4" fill="none" stroke="var(--sev-1)" strokeWidth="1.6" />
          <path d="M-2.3 -2.3l4.6 4.6M2.3 -2.3l-4.6 4.6" stroke="var(--sev-1)" strokeWidth="1.6" />
        </>
      ) : null}
      {state === 'off' ? <circle r="4.6" fill="none" stroke="var(--t-3)" strokeWidth="1.5" strokeDasharray="2 2" /> : null}
      {hasPtz && state === 'live' ? <circle r="6.8" fill="none" stroke="var(--m-cam)" strokeWidth="1.2" strokeDasharray="3 2.3" /> : null}
    </svg>
  );
}
