export const cameras = {
  /** Why a camera's picture is as it is: the camera's `stateReason`. */
  reason: {
    noData: 'зв’язок є, але зображення не надходить',
    noAnswer: 'камера не відповідає',
    credentials: 'камера не приймає ім’я або пароль',
    noStream: 'камера відповідає, але цього потоку не дає',
    gatewayDown: 'шлюз відео перезапускається',
    idle: 'зараз не передає: ніхто не дивиться і запису немає',
  },
};
