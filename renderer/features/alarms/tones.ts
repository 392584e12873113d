/** One tone per severity, told apart by pitch and number of strokes, made here so that no file has to be found. */
import type { Severity } from '#shared/domain/severity.ts';

interface Tone {
  frequencyHz: number;
  strokes: number;
}

const TONES: Record<Severity, Tone> = {
  1: { frequencyHz: 988, strokes: 3 },
  2: { frequencyHz: 784, strokes: 2 },
  3: { frequencyHz: 587, strokes: 1 },
  4: { frequencyHz: 440, strokes: 1 },
};

const STROKE_S = 0.14;
const PAUSE_S = 0.08;
const LOUDNESS = 0.16;

let context: AudioContext | null = null;

/** Browsers give sound only after a first press; until then nothing is heard and nothing fails. */
export function playTone(severity: Severity): void {
  if (typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  const { frequencyHz, strokes } = TONES[severity];
  for (let n = 0; n < strokes; n += 1) {
    const from = context.currentTime + n * (STROKE_S + PAUSE_S);
    const oscillator = new OscillatorNode(context, { frequency: frequencyHz, type: 'triangle' });
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(LOUDNESS, from + 0.01);
    gain.gain.setValueAtTime(LOUDNESS, from + STROKE_S - 0.03);
    gain.gain.linearRampToValueAtTime(0, from + STROKE_S);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(from);
    oscillator.stop(from + STROKE_S);
  }
}
