/** What this page can decode, in the words of the live protocol. */
const VIDEO_CODECS = ['avc1.640029', 'avc1.64002A', 'avc1.640033', 'hvc1.1.6.L153.B0'] as const;

/** Codecs to ask for; only those that a source buffer accepts, since naming another would end the stream. No sound. */
export function decodableCodecs(): string {
  return VIDEO_CODECS.filter((codec) => MediaSource.isTypeSupported(`video/mp4; codecs="${codec}"`)).join(',');
}
