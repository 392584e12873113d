import { chordLabel } from './keys/chord.ts';

/** A key cap. Takes the chord as it is registered (`Ctrl+Enter`) and shows it as people read it. */
export function Kbd({ keys }: { keys: string }) {
  return <kbd className="kbd">{chordLabel(keys)}</kbd>;
}
