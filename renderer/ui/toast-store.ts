/** Short notes at the bottom end. Six seconds; errors stay until closed. Never used for an alarm. */
import { create } from 'zustand';

export type ToastTone = 'plain' | 's2' | 's1';

export interface ToastNote {
  id: number;
  tone: ToastTone;
  title: string;
  /** What is safe, or what else is known. */
  detail?: string;
  action?: { label: string; keys?: string; run: () => void };
}

const STAYS_MS = 6_000;
let nextId = 1;

export const useToasts = create<{ notes: ToastNote[] }>(() => ({ notes: [] }));

export function closeToast(id: number): void {
  useToasts.setState(({ notes }) => ({ notes: notes.filter((note) => note.id !== id) }));
}

/** Returns the id, to close it early. */
export function showToast(note: Omit<ToastNote, 'id'>): number {
  const id = nextId++;
  useToasts.setState(({ notes }) => ({ notes: [...notes.slice(-3), { ...note, id }] }));
  if (note.tone !== 's1') setTimeout(() => closeToast(id), STAYS_MS);
  return id;
}
