import { useEffect, useState, type RefObject } from 'react';

/** True while an element can be seen: on screen, and the window not hidden. What is not seen decodes nothing. */
export function useVisible(ref: RefObject<Element | null>): boolean {
  const [onScreen, setOnScreen] = useState(false);
  const [windowShown, setWindowShown] = useState(!document.hidden);

  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new IntersectionObserver((entries) => setOnScreen(entries.at(-1)?.isIntersecting ?? false));
    observer.observe(element);
    const onHidden = (): void => setWindowShown(!document.hidden);
    document.addEventListener('visibilitychange', onHidden);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', onHidden);
    };
  }, [ref]);

  return onScreen && windowShown;
}
