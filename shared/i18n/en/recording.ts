export const recording = {
  gapCause: {
    'camera-down': 'the camera gave no picture',
    'recorder-down': 'the recorder did not run',
    'gateway-down': 'the video gateway did not run',
    'host-down': 'the centre did not run',
    'disk-full': 'no space was left',
    'not-recorded': 'recording was switched off',
    retention: 'kept long enough and removed',
    unknown: 'cause not known',
  },
};
