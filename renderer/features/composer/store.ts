/** The one incident being written at this desk, if any. It outlives the page; a draft of it outlives the program. */
import { create } from 'zustand';
import { newId } from '#renderer/api/new-id.ts';
import { centreNow } from '#renderer/ui/centre-time.ts';
import type { Draft } from './draft.ts';
import { openedFields, reduceFields, type ComposerFields, type FieldsAction } from './fields.ts';

interface ComposerState {
  isOpen: boolean;
  /** The incident's idempotency key, and the key of its draft. */
  key: string;
  cameraId: string | null;
  alarmId: string | null;
  /** The camera in the picture beside the form; the incident's own unless another was chosen. */
  besideCameraId: string | null;
  /** Null until the camera is known to the form. */
  fields: ComposerFields | null;
  /** When the draft was last written by the host, UTC milliseconds. */
  savedAt: number | null;
  openedAt: number;
  /** Set once the first picture has been asked for. */
  hasFirstPicture: boolean;
  /** Pictures of this session to show without asking the host: id to data URL. */
  pictureUrls: Readonly<Record<string, string>>;
}

const CLOSED: ComposerState = {
  isOpen: false,
  key: '',
  cameraId: null,
  alarmId: null,
  besideCameraId: null,
  fields: null,
  savedAt: null,
  openedAt: 0,
  hasFirstPicture: false,
  pictureUrls: {},
};

export const useComposer = create<ComposerState>(() => CLOSED);

/** Opens the composer on a camera, or without one. While another incident is being written, that one stays. */
export function openComposer({ cameraId, alarmId = null }: { cameraId: string | null; alarmId?: string | null }): void {
  if (useComposer.getState().isOpen) return;
  useComposer.setState({ ...CLOSED, isOpen: true, key: newId(), cameraId, alarmId, besideCameraId: cameraId, openedAt: Math.round(centreNow()) });
}

/** Goes on with a draft. */
export function resumeDraft(draft: Draft): void {
  const { cameraId } = draft.fields;
  useComposer.setState({
    ...CLOSED,
    isOpen: true,
    key: draft.key,
    cameraId,
    besideCameraId: cameraId,
    fields: draft.fields,
    savedAt: draft.savedAt,
    openedAt: Math.round(centreNow()),
    hasFirstPicture: true,
  });
}

/** Fills the form the first time its camera is known. */
export function beginFields(camera: Parameters<typeof openedFields>[1]): void {
  useComposer.setState((state) => (state.fields === null ? { fields: openedFields(state.openedAt, camera) } : state));
}

export function changeFields(action: FieldsAction): void {
  useComposer.setState(({ fields }) => (fields === null ? {} : { fields: reduceFields(fields, action) }));
}

/** The time of the frame that was seen, once it is known; never later than the press. */
export function setSeenAt(seenAt: number): void {
  useComposer.setState(({ fields, openedAt }) => (fields === null ? {} : { fields: { ...fields, seenAt: Math.min(seenAt, openedAt) } }));
}

export function rememberPictureUrl(id: string, url: string): void {
  useComposer.setState(({ pictureUrls }) => ({ pictureUrls: { ...pictureUrls, [id]: url } }));
}

/** Closes the form. The draft is the caller's matter. */
export function closeComposer(): void {
  useComposer.setState(CLOSED);
}
