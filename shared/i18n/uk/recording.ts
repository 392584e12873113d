export const recording = {
  gapCause: {
    'camera-down': 'камера не давала зображення',
    'recorder-down': 'запис не працював',
    'gateway-down': 'шлюз відео не працював',
    'host-down': 'центр не працював',
    'disk-full': 'не було місця',
    'not-recorded': 'запис було вимкнено',
    retention: 'строк зберігання минув',
    unknown: 'причина невідома',
  },
};
